namespace Mien.Learning.Metrics;

/// <summary>What is gained by not answering where the confidence is low (El-Yaniv and Wiener 2010, selective classification).</summary>
/// <param name="Confidence">The least confidence of an answer.</param>
/// <param name="Coverage">The share of the pictures that get one, 0 to 1.</param>
/// <param name="Accuracy">The share of those answers that is right; null where there is none.</param>
public sealed record CoveragePoint(double Confidence, double Coverage, double? Accuracy)
{
    /// <summary>The points at the lower ends of a reliability diagram's bins.</summary>
    /// <param name="bins">The bins in order.</param>
    public static IReadOnlyList<CoveragePoint> Of(IReadOnlyList<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        var (points, total, count, right) = (new CoveragePoint[bins.Count], Math.Max(1, bins.Sum(bin => bin.Count)), 0, 0.0);
        for (var i = bins.Count - 1; i >= 0; i--)
        {
            count += bins[i].Count;
            right += bins[i].Count == 0 ? 0 : bins[i].Count * bins[i].Accuracy;
            points[i] = new CoveragePoint(bins[i].Low, (double)count / total, count == 0 ? null : right / count);
        }
        return points;
    }
}
