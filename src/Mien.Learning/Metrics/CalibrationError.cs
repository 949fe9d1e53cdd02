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
        var diagram = ReliabilityBin.Of(truth, probabilities, classes, bins);
        return truth.IsEmpty ? 0 : diagram.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / truth.Length;
    }
}
