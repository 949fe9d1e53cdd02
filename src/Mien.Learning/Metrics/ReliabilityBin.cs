namespace Mien.Learning.Metrics;

/// <summary>One bar of a reliability diagram: the pictures whose top probability lies in (low, high].</summary>
/// <param name="Low">The lower end, which is left out.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Confidence">The mean of their top probabilities; 0 where there are none.</param>
/// <param name="Accuracy">The share of them that is right; 0 where there are none.</param>
public sealed record ReliabilityBin(double Low, double High, int Count, double Confidence, double Accuracy)
{
    /// <summary>The bars of a diagram of the top label (Guo et al. 2017).</summary>
    /// <param name="truth">N classes.</param>
    /// <param name="probabilities">N×C, row-major, each from 0 to 1.</param>
    /// <param name="classes">C.</param>
    /// <param name="bins">At least 1; 15 by default.</param>
    /// <returns>All bins, the lowest first.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a class or probability is out of range.</exception>
    public static IReadOnlyList<ReliabilityBin> Of(ReadOnlySpan<int> truth, ReadOnlySpan<float> probabilities, int classes, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        TopLabel.CheckRows(truth.Length, probabilities.Length, classes);
        var (counts, right, sums) = (new int[bins], new int[bins], new double[bins]);
        for (var row = 0; row < truth.Length; row++)
        {
            TopLabel.CheckLabel(truth[row], classes, row);
            var values = probabilities.Slice(row * classes, classes);
            var top = TopLabel.Of(values);
            var confidence = (double)values[top];
            // Sums of f32 probabilities may pass 1 by a rounding.
            if (!(confidence is >= 0 and <= 1.0001))
                throw new ArgumentException($"The largest probability of row {row} is {confidence}; it must lie from 0 to 1.");
            var bin = Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1);
            (counts[bin], right[bin], sums[bin]) = (counts[bin] + 1, right[bin] + (top == truth[row] ? 1 : 0), sums[bin] + confidence);
        }
        return [.. Enumerable.Range(0, bins).Select(b => new ReliabilityBin(
            (double)b / bins, (b + 1.0) / bins, counts[b], sums[b] / Math.Max(1, counts[b]), (double)right[b] / Math.Max(1, counts[b])))];
    }
}
