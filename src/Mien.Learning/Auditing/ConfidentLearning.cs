namespace Mien.Learning.Auditing;

/// <summary>
/// Finds labels that are probably wrong (Northcutt, Jiang, Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels", 2021): a row whose probability of
/// another class reaches what that class's own rows have on average counts towards that class, and those off the diagonal are doubtful.
/// </summary>
public static class ConfidentLearning
{
    /// <summary>The doubtful labels, the most doubtful first.</summary>
    /// <param name="probabilities">N×K probabilities out of models that have not seen the row.</param>
    /// <param name="labels">The N given labels, 0 to K − 1; −1 for a row without one, which is left out.</param>
    /// <param name="classes">K, at least 2.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static IReadOnlyList<DoubtfulLabel> Find(ReadOnlySpan<float> probabilities, IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (classes < 2 || probabilities.Length != (long)labels.Count * classes)
            throw new ArgumentException($"{labels.Count} labels of {classes} classes need {(long)labels.Count * classes} probabilities, not {probabilities.Length}.");
        var thresholds = Thresholds(probabilities, labels, classes);
        var doubtful = new List<DoubtfulLabel>();
        for (var row = 0; row < labels.Count; row++)
        {
            if (labels[row] < 0)
                continue;
            var values = probabilities.Slice(row * classes, classes);
            var likely = Likely(values, thresholds);
            if (likely >= 0 && likely != labels[row])
                doubtful.Add(new DoubtfulLabel(row, labels[row], likely, values[likely] - values[labels[row]]));
        }
        return [.. doubtful.OrderByDescending(label => label.Margin).ThenBy(label => label.Row)];
    }

    /// <summary>The mean probability of each class over the rows that are labelled so.</summary>
    internal static double[] Thresholds(ReadOnlySpan<float> probabilities, IReadOnlyList<int> labels, int classes)
    {
        var (sums, counts) = (new double[classes], new int[classes]);
        for (var row = 0; row < labels.Count; row++)
        {
            if (labels[row] < 0)
                continue;
            sums[labels[row]] += probabilities[(row * classes) + labels[row]];
            counts[labels[row]]++;
        }
        return [.. sums.Select((sum, label) => counts[label] > 0 ? sum / counts[label] : double.PositiveInfinity)];
    }

    /// <summary>The most probable of the classes whose threshold is reached; −1 where none is.</summary>
    private static int Likely(ReadOnlySpan<float> values, double[] thresholds)
    {
        var likely = -1;
        for (var label = 0; label < thresholds.Length; label++)
        {
            if (values[label] >= thresholds[label] && (likely < 0 || values[label] > values[likely]))
                likely = label;
        }
        return likely;
    }
}
