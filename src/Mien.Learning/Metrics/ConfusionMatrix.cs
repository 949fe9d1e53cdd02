namespace Mien.Learning.Metrics;

/// <summary>How often each class was taken for which; rows are the truth, columns what was predicted.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Makes an empty matrix.</summary>
    /// <param name="labels">The classes' names, at least one.</param>
    /// <exception cref="ArgumentException">There is no label.</exception>
    public ConfusionMatrix(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0)
            throw new ArgumentException("A confusion matrix needs at least one class.", nameof(labels));
        Labels = [.. labels];
        _counts = new long[labels.Count * labels.Count];
    }

    /// <summary>The classes' names, in the order of rows and columns.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The number of classes.</summary>
    public int Classes => Labels.Count;

    /// <summary>The number of rows that were counted.</summary>
    public long Count => _counts.Sum();

    /// <summary>How many were predicted right.</summary>
    public long Correct
    {
        get
        {
            var correct = 0L;
            for (var label = 0; label < Classes; label++)
                correct += this[label, label];
            return correct;
        }
    }

    /// <summary>How many of the class <paramref name="truth"/> were taken for <paramref name="predicted"/>.</summary>
    public long this[int truth, int predicted] => _counts[Index(truth, predicted)];

    /// <summary>Counts one picture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class is none of the matrix.</exception>
    public void Add(int truth, int predicted) => _counts[Index(truth, predicted)]++;

    /// <summary>Counts a batch; the prediction is the largest probability or logit, the first of equals.</summary>
    /// <param name="truth">N classes.</param>
    /// <param name="scores">N×C, row-major, in the order of <see cref="Labels"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a class is none of the matrix.</exception>
    public void Add(ReadOnlySpan<int> truth, ReadOnlySpan<float> scores)
    {
        TopLabel.CheckRows(truth.Length, scores.Length, Classes);
        for (var row = 0; row < truth.Length; row++)
            Add(truth[row], TopLabel.Of(scores.Slice(row * Classes, Classes)));
    }

    /// <summary>The counts as rows, for a report.</summary>
    public IReadOnlyList<long[]> ToRows() => [.. _counts.Chunk(Classes)];

    private int Index(int truth, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truth);
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth, Classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
        return truth * Classes + predicted;
    }
}
