using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Features;
using Mien.Learning.Metrics;

namespace Mien.Learning.Classical;

/// <summary>A trained classical method: features, classifier, labels, and how it came to be. Safe to use from several threads.</summary>
internal sealed class ClassicalModel
{
    /// <summary>What the names of such files end in.</summary>
    public const string Extension = ".mien";

    /// <summary>The file, or what the model is called.</summary>
    public required string Source { get; init; }

    /// <summary>The output's name.</summary>
    public required string Output { get; init; }

    /// <summary>The classes.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>What scores are divided by before their softmax.</summary>
    public required double Temperature { get; init; }

    /// <summary>How the model came to be, as JSON; null where it does not say.</summary>
    public required string? Training { get; init; }

    /// <summary>From pictures to features.</summary>
    public required FeaturePipeline Pipeline { get; init; }

    /// <summary>From features to scores.</summary>
    public required IClassifier Classifier { get; init; }

    /// <summary>Whether a path is that of such a file.</summary>
    public static bool IsModel(string? path) => path is not null && path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The scores of rows of features: N×classes.</summary>
    public static float[] Scores(IClassifier classifier, FeatureTable table, CancellationToken cancellation)
    {
        var scores = new float[table.Rows * classifier.Classes];
        Parallel.For(0, table.Rows, new ParallelOptions { CancellationToken = cancellation }, row =>
            classifier.Score(table[row], scores.AsSpan(row * classifier.Classes, classifier.Classes)));
        return scores;
    }

    /// <summary>How many numbers the model keeps: those of its features and its classifier.</summary>
    public long CountNumbers()
    {
        var arrays = new ModelArrays();
        Classifier.Save(arrays);
        var learned = (Pipeline.Mean?.Length ?? 0) + (Pipeline.Scale?.Length ?? 0)
            + (Pipeline.Components is { } components ? components.Mean.Length + components.Components.Length + components.Variances.Length : 0);
        return learned + arrays.All.Sum(array => (long)array.Value.Length);
    }

    /// <summary>Judges whole pictures as faces: a row of probabilities each, in the order of <see cref="Labels"/>.</summary>
    public float[][] Predict(IReadOnlyList<Image> pictures, CancellationToken cancellation)
    {
        var scores = Scores(Classifier, Pipeline.Apply(pictures, cancellation), cancellation);
        TemperatureScaling.Apply(scores, Labels.Count, Temperature, scores);
        return [.. scores.Chunk(Labels.Count)];
    }
}
