using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Recipes;

namespace Mien.Tests.Learning.Training;

/// <summary>A data set small enough to train on in a second: each class is a bright bar at its own place, with noise.</summary>
internal static class TinyFaces
{
    public static Dataset Create(int rowsPerSplit = 48)
    {
        var random = new Random(5);
        var samples = new List<Sample>();
        foreach (var split in new[] { Split.Training, Split.PublicTest, Split.PrivateTest })
        {
            for (var i = 0; i < rowsPerSplit; i++)
                samples.Add(new Sample(Picture(i % 7, random), "tiny.csv", samples.Count + 2, samples.Count + 1) { Label = i % 7, Split = split });
        }
        return new Dataset("tiny.csv", LabelSet.Fer2013, [.. samples]);
    }

    /// <summary>The same rows, each of a group.</summary>
    public static Dataset Grouped(Dataset data, Func<Sample, string> group) => new(data.Source, data.Labels, [.. data.Samples.Select(sample =>
        new Sample(sample.LoadPicture(), data.Source, sample.Row + 1, sample.Row) { Label = sample.Label, Split = sample.Split, Group = group(sample) })]);

    public static Recipe Recipe(params string[] overrides) => Mien.Learning.Recipes.Recipe.Parse(
        """
        format: 1
        name: tiny
        seed: 3
        network: { name: small, widthFactor: 0.0625, dropout: 0.2 }
        outputs: [{ labels: fer2013 }]
        augmentation: { flip: 0.5, shift: 0.05, rotation: 5 }
        optimizer: { name: sgd, momentum: 0.9, nesterov: true, weightDecay: 5.0e-4 }
        schedule: { name: one-cycle, learningRate: 0.05 }
        training: { epochs: 3, batch: 8, precision: f32, ema: 0.9, threads: 1 }
        """,
        "tiny.yaml",
        overrides);

    private static Image Picture(int label, Random random)
    {
        var image = new Image(48, 48, 1);
        random.NextBytes(image.Pixels);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)((image.Pixels[i] / 4) + (i / 48 / 7 == label ? 180 : 20));
        return image;
    }
}
