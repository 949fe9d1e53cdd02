namespace Mien.Learning.Metrics;

/// <summary>How far confidences are from the shares that are right.</summary>
public static class CalibrationError
{
    /// <summary>
    /// The expected calibration error of the top label (Naeini et al. 2015, Guo et al. 2017): Σ nᵦ/n · |accuracy − mean confidence| over
    /// equally wide bins (low, high] of the confidence.
    /// </summary>
    /// <param name="truth">N classes.</param>
    /// <param name="probabilities">N×C, row-major, each from 0 to 1.</param>
    /// <param name="classes">C.</param>
    /// <param name="bins">At least 1; 15 by default.</param>
    /// <returns>0 (perfect) to 1; 0 without rows.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a class or probability is out of range.</exception>
    public static double Expected(ReadOnlySpan<int> truth, ReadOnlySpan<float> probabilities, int classes, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        TopLabel.CheckRows(truth.Length, probabilities.Length, classes);
        var gaps = new double[bins];
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
            gaps[bin] += (top == truth[row] ? 1 : 0) - confidence;
        }

        return truth.IsEmpty ? 0 : gaps.Sum(Math.Abs) / truth.Length;
    }
}
