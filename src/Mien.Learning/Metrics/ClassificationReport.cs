namespace Mien.Learning.Metrics;

/// <summary>
/// Precision, recall, F1 and support by class and averaged, each by scikit-learn 1.2.1's formula in its order of operations (zero_division=0), so that the
/// text equals that of its <c>classification_report</c> character for character.
/// </summary>
public sealed class ClassificationReport
{
    private readonly bool hasAccuracy;
    private readonly bool isOfLabels;

    private ClassificationReport(ReportCounts counts, IReadOnlyList<string> labels, AverageScore? samples, bool hasAccuracy)
    {
        (Samples, isOfLabels, this.hasAccuracy) = (samples, samples is null, hasAccuracy);
        PerClass = [.. labels.Select((label, i) => counts.Score(i, label))];
        Micro = counts.Micro();
        Macro = Average(Mean);
        Weighted = PerClass.Sum(c => c.Support) == 0 ? AverageScore.Zero : Average(WeightedMean);
    }

    /// <summary>The scores of each class of the report, in the order of the labels.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>Over all decisions together.</summary>
    public AverageScore Micro { get; }

    /// <summary>The mean over classes.</summary>
    public AverageScore Macro { get; }

    /// <summary>The mean over classes, weighted by support.</summary>
    public AverageScore Weighted { get; }

    /// <summary>The mean over pictures; null for class labels, where scikit-learn gives none.</summary>
    public AverageScore? Samples { get; }

    /// <summary>The report on class labels. Classes that occur neither in the truth nor among the decisions are left out.</summary>
    /// <param name="labels">The C classes' names.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="predicted">N classes; −1 for a decision for none, which makes micro averages differ from the accuracy.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a class is out of range.</exception>
    public static ClassificationReport OfLabels(IReadOnlyList<string> labels, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        var all = ReportCounts.OfLabels(labels, truth, predicted);
        int[] present = [.. Enumerable.Range(0, labels.Count).Where(all.Occurs)];
        return new ClassificationReport(all.Of(present), [.. present.Select(i => labels[i])], null, !predicted.Contains(-1));
    }

    /// <summary>The report on the same decisions as one-hot rows: every class stays, and averages over pictures are added.</summary>
    /// <param name="labels">The C classes' names.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="predicted">N classes; −1 for a row of zeros.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a class is out of range.</exception>
    public static ClassificationReport OfOneHot(IReadOnlyList<string> labels, ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        var counts = ReportCounts.OfLabels(labels, truth, predicted);
        var right = new double[truth.Length];
        for (var row = 0; row < right.Length; row++)
            right[row] = truth[row] == predicted[row] ? 1 : 0;
        var share = PairwiseSum.Mean(right);
        return new ClassificationReport(counts, labels, new AverageScore(share, share, share), false);
    }

    /// <summary>The report on rows of several yes-or-no answers, such as one-hot rows from a threshold.</summary>
    /// <param name="labels">The C classes' names.</param>
    /// <param name="truth">N×C, row-major.</param>
    /// <param name="predicted">N×C, row-major.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no multiple of C, or there is no row.</exception>
    public static ClassificationReport OfRows(IReadOnlyList<string> labels, ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted)
    {
        var counts = ReportCounts.OfRows(labels, truth, predicted, out var samples);
        return new ClassificationReport(counts, labels, samples, false);
    }

    /// <summary>The text of scikit-learn's <c>classification_report</c>, with its line end at the end.</summary>
    /// <param name="digits">Digits behind the point, 1 to 9; 2 by default.</param>
    public string ToText(int digits = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 9);
        // A quirk that is kept: where no label is right, scikit-learn's counts become reals, and the supports read 2.0.
        return new ReportText(this, digits, hasRealCounts: isOfLabels && PerClass.All(c => c.Recall == 0)).Write(hasAccuracy);
    }

    private static AverageScore Average(Func<Func<ClassScore, double>, double> mean) => new(mean(c => c.Precision), mean(c => c.Recall), mean(c => c.F1));

    private double Mean(Func<ClassScore, double> value) => PairwiseSum.Mean([.. PerClass.Select(value)]);

    private double WeightedMean(Func<ClassScore, double> value) =>
        PairwiseSum.Of([.. PerClass.Select(c => value(c) * c.Support)]) / PerClass.Sum(c => c.Support);
}
