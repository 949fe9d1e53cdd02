using System.Numerics.Tensors;
using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Data;

namespace Mien.Learning.Portraits;

/// <summary>
/// Makes composite portraits from FER2013's training pictures: those on which the FER+ annotators agree are aligned to their common mean,
/// then to the mean of their emotion, and the ones most like it are averaged (composite portraits: Galton 1878).
/// </summary>
public static class PortraitMaker
{
    private const int CommonRounds = 4;
    private const int OwnRounds = 3;

    /// <summary>Makes the eight portraits.</summary>
    /// <param name="data">FER2013 with FER+ votes; only rows of the training split are used.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellation">Looked at from round to round.</param>
    /// <returns>One portrait an emotion, in the order of <see cref="Emotion"/>.</returns>
    /// <exception cref="DataFormatException">The data has no votes, or too few pictures show an emotion.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static IReadOnlyList<Portrait> Make(Dataset data, PortraitOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new PortraitOptions();
        options.Validate();
        var faces = PortraitSelection.Select(data, options);
        var all = faces.SelectMany(group => group).ToArray();
        var common = new float[FaceWindow.Side * FaceWindow.Side];
        for (var round = 0; round <= CommonRounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            common = SymmetricMean(all);
            if (round < CommonRounds)
                Align(all, common);
        }
        return [.. faces.Select(group => Compose(Different(group, data.Source, options), common, options, cancellation))];
    }

    private static PortraitFace[] Different(PortraitFace[] group, string source, PortraitOptions options)
    {
        var different = NearDoubles.Drop(group);
        PortraitSelection.Required(different.Length, group[0].Emotion, source, options);
        return different;
    }

    private static Portrait Compose(PortraitFace[] group, float[] common, PortraitOptions options, CancellationToken cancellation)
    {
        var kept = group;
        for (var round = 0; round < OwnRounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            kept = MostAlike(group, options);
            Align(group, SymmetricMean(kept));
        }
        kept = MostAlike(group, options);
        var (shared, _) = new SimilarityAlignment(common).Align(SimilarityAlignment.Scales(SymmetricMean(kept)), AffineTransform.Identity);
        var emotion = group[0].Emotion;
        if (emotion == Emotion.Contempt)
            OneSidedFaces.Agree(kept);
        var mean = DrawnMean(kept, options.Side, shared, mirrored: emotion != Emotion.Contempt);
        return new Portrait(emotion, PortraitFinish.Develop(mean, options.Side), kept.Length, kept.Min(face => face.Votes));
    }

    private static PortraitFace[] MostAlike(PortraitFace[] group, PortraitOptions options) =>
        [.. group.OrderByDescending(face => face.Likeness).Take(Math.Max(options.FewestFaces, (int)(group.Length * options.KeptShare)))];

    private static void Align(PortraitFace[] faces, float[] template)
    {
        var alignment = new SimilarityAlignment(template);
        Parallel.ForEach(faces, face => face.AlignTo(alignment));
    }

    /// <summary>The mean of the faces' structure and of its mirror image, the weight of an emotion being the same for few faces and many.</summary>
    private static float[] SymmetricMean(PortraitFace[] faces)
    {
        var sizes = faces.CountBy(face => face.Emotion).ToDictionary();
        var sum = new double[FaceWindow.Side * FaceWindow.Side];
        foreach (var face in faces)
        {
            var plane = face.AlignedStructure();
            for (var i = 0; i < sum.Length; i++)
                sum[i] += plane[i] / sizes[face.Emotion];
        }
        return WithMirror(sum, FaceWindow.Side, sizes.Count);
    }

    /// <summary>Pixel by pixel the mean of the middle half of the values: hands, hair and watermarks of a few pictures leave no trace.</summary>
    private static float[] DrawnMean(PortraitFace[] faces, int side, AffineTransform shared, bool mirrored)
    {
        var weights = FaceWindow.Weights(side);
        var planes = Array.ConvertAll(faces, face => face.Drawn(side, shared, weights));
        var mean = new float[side * side];
        var values = new float[mirrored ? 2 * planes.Length : planes.Length];
        for (var i = 0; i < mean.Length; i++)
        {
            for (var face = 0; face < planes.Length; face++)
            {
                values[face] = planes[face][i];
                if (mirrored)
                    values[planes.Length + face] = planes[face][i - (i % side) + side - 1 - (i % side)];
            }
            Array.Sort(values);
            var cut = values.Length / 4;
            mean[i] = TensorPrimitives.Average<float>(values.AsSpan(cut, values.Length - (2 * cut)));
        }
        return mean;
    }

    private static float[] WithMirror(double[] sum, int side, int count)
    {
        var mean = new float[sum.Length];
        for (var i = 0; i < mean.Length; i++)
        {
            var x = i % side;
            mean[i] = (float)((sum[i] + sum[i - x + side - 1 - x]) / (2 * count));
        }
        return mean;
    }
}
