using Mien.Faces;
using Mien.Imaging;

namespace Mien.Learning.Detection;

/// <summary>Measures a detector on marked photos at their stored size.</summary>
public static class DetectionEvaluator
{
    /// <summary>The size from which on faces count, in pixels.</summary>
    public const double LeastFace = 16;

    private const double LargeFace = 40;
    private const double LandmarkFace = 24;
    private const double FalsePerPhoto = 0.05;
    private static readonly double[] Sizes = [16, 24, 32, 64, 128, double.PositiveInfinity];

    /// <summary>Measures a detector.</summary>
    /// <param name="detector">It should give faces of low scores too: what counts is how it ranks them.</param>
    /// <param name="photos">Marked photos.</param>
    /// <param name="progress">Told the photos that are done.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static DetectionFigures Evaluate(IFaceDetector detector, IReadOnlyList<AnnotatedPhoto> photos, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(photos);
        var reader = new ImageReader();
        return Evaluate(detector, photos, index => reader.Read(photos[index].Path), progress, cancellation);
    }

    /// <summary>Measures a detector on pictures that are in memory.</summary>
    internal static DetectionFigures Evaluate(
        IFaceDetector detector, IReadOnlyList<AnnotatedPhoto> photos, Func<int, Image> picture, Action<int>? progress, CancellationToken cancellation)
    {
        var (all, large, landmarks) = (new DetectionTally(LeastFace), new DetectionTally(LargeFace), new DetectionTally(LandmarkFace));
        DetectionTally[] bySize = [.. Sizes.SkipLast(1).Zip(Sizes.Skip(1), (least, below) => new DetectionTally(least, below))];
        for (var index = 0; index < photos.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = detector.Detect(picture(index), cancellation);
            foreach (var tally in (DetectionTally[])[all, large, landmarks, .. bySize])
                tally.Add(photos[index].Faces, found);
            progress?.Invoke(index + 1);
        }
        var (recall, score) = large.RecallAt(FalsePerPhoto);
        return new DetectionFigures
        {
            Photos = photos.Count, Faces = all.Faces, AveragePrecision = all.AveragePrecision(), LargeRecall = recall, LargeRecallScore = score,
            LandmarkError = landmarks.LandmarkError,
            BySize = [.. bySize.Select((tally, i) => new SizeFigures(Sizes[i], Sizes[i + 1], tally.Faces, tally.AveragePrecision(), tally.From(double.NegativeInfinity).Recall))],
        };
    }
}
