namespace Mien.Learning.Metrics;

/// <summary>For each class how often it was right, decided for and true.</summary>
internal sealed class ReportCounts
{
    private readonly long[] right;
    private readonly long[] predicted;
    private readonly long[] support;

    private ReportCounts(int classes) => (right, predicted, support) = (new long[classes], new long[classes], new long[classes]);

    /// <summary>Counts one class a row.</summary>
    public static ReportCounts OfLabels(IReadOnlyList<string> labels, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        ArgumentNullException.ThrowIfNull(labels);
        CheckLength(truth.Length, predicted.Length);
        var counts = new ReportCounts(labels.Count);
        for (var row = 0; row < truth.Length; row++)
        {
            TopLabel.CheckLabel(truth[row], labels.Count, row);
            if (predicted[row] < -1 || predicted[row] >= labels.Count)
                throw new ArgumentException($"The decision of row {row} is class {predicted[row]}; the classes are 0 to {labels.Count - 1}, and -1 is none.");
            counts.support[truth[row]]++;
            if (predicted[row] < 0)
                continue;
            counts.predicted[predicted[row]]++;
            counts.right[truth[row]] += truth[row] == predicted[row] ? 1 : 0;
        }
        return counts;
    }

    /// <summary>Counts any number of classes a row, and averages over rows.</summary>
    public static ReportCounts OfRows(IReadOnlyList<string> labels, ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted, out AverageScore samples)
    {
        ArgumentNullException.ThrowIfNull(labels);
        CheckLength(truth.Length, predicted.Length);
        var (classes, rows) = (labels.Count, truth.Length / labels.Count);
        if (rows * classes != truth.Length)
            throw new ArgumentException($"There are {truth.Length} answers; rows have {classes}.");
        var counts = new ReportCounts(classes);
        var scores = new AverageScore[rows];
        for (var row = 0; row < rows; row++)
        {
            var place = row * classes;
            scores[row] = counts.AddRow(truth.Slice(place, classes), predicted.Slice(place, classes));
        }
        samples = new AverageScore(
            PairwiseSum.Mean([.. scores.Select(s => s.Precision)]), PairwiseSum.Mean([.. scores.Select(s => s.Recall)]), PairwiseSum.Mean([.. scores.Select(s => s.F1)]));
        return counts;
    }

    /// <summary>Whether a class is in the truth or among the decisions.</summary>
    public bool Occurs(int label) => predicted[label] + support[label] > 0;

    /// <summary>The counts of some classes.</summary>
    public ReportCounts Of(int[] labels)
    {
        var some = new ReportCounts(labels.Length);
        for (var i = 0; i < labels.Length; i++)
            (some.right[i], some.predicted[i], some.support[i]) = (right[labels[i]], predicted[labels[i]], support[labels[i]]);
        return some;
    }

    /// <summary>The scores of a class.</summary>
    public ClassScore Score(int label, string name)
    {
        var score = Score(right[label], predicted[label], support[label]);
        return new ClassScore(name, score.Precision, score.Recall, score.F1, support[label]);
    }

    /// <summary>The scores of all decisions together.</summary>
    public AverageScore Micro() => Score(right.Sum(), predicted.Sum(), support.Sum());

    /// <summary>scikit-learn's formulas: the harmonic mean from the two ratios, each ratio 0 where nothing is below it.</summary>
    private static AverageScore Score(long right, long predicted, long support)
    {
        var (precision, recall) = (Ratio(right, predicted), Ratio(right, support));
        var sum = precision + recall;
        return new AverageScore(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private static void CheckLength(int truth, int predicted)
    {
        if (truth != predicted || truth == 0)
            throw new ArgumentException($"A report needs as many decisions as truths, at least one; there are {predicted} and {truth}.");
    }

    private AverageScore AddRow(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> decided)
    {
        var (hits, asked, there) = (0, 0, 0);
        for (var label = 0; label < truth.Length; label++)
        {
            var hit = truth[label] && decided[label];
            (hits, asked, there) = (hits + (hit ? 1 : 0), asked + (decided[label] ? 1 : 0), there + (truth[label] ? 1 : 0));
            right[label] += hit ? 1 : 0;
            predicted[label] += decided[label] ? 1 : 0;
            support[label] += truth[label] ? 1 : 0;
        }
        return Score(hits, asked, there);
    }
}
