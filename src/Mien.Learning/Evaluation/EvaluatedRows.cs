using Mien.Learning.Data;

namespace Mien.Learning.Evaluation;

/// <summary>What was decided for each picture that counts, beside the truth.</summary>
public sealed class EvaluatedRows
{
    private readonly float[] probabilities;

    internal EvaluatedRows(IReadOnlyList<string> labels, IReadOnlyList<Sample> samples, int[] truth, int[] predicted, float[] probabilities)
    {
        (Labels, Samples, Truth, Predicted) = (labels, samples, truth, predicted);
        this.probabilities = probabilities;
    }

    /// <summary>The C classes.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The N rows.</summary>
    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>The class of each row.</summary>
    public IReadOnlyList<int> Truth { get; }

    /// <summary>The most probable class of each row; −1 where no face was found.</summary>
    public IReadOnlyList<int> Predicted { get; }

    /// <summary>The number of rows, N.</summary>
    public int Count => Truth.Count;

    /// <summary>Whether a row's decision is its class.</summary>
    public bool IsRight(int row) => Predicted[row] == Truth[row];

    /// <summary>The C probabilities of a row; zeros where no face was found.</summary>
    public ReadOnlySpan<float> Probabilities(int row) => probabilities.AsSpan(row * Labels.Count, Labels.Count);

    /// <summary>scikit-learn's report on the decisions.</summary>
    /// <param name="oneHot">As one-hot rows in place of class labels.</param>
    public Metrics.ClassificationReport Report(bool oneHot = false) => oneHot
        ? Metrics.ClassificationReport.OfOneHot(Labels, [.. Truth], [.. Predicted])
        : Metrics.ClassificationReport.OfLabels(Labels, [.. Truth], [.. Predicted]);
}
