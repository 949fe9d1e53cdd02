namespace Mien.Learning.Metrics;

/// <summary>Agreement of decisions with the truth beyond chance (Cohen 1960).</summary>
public static class CohenKappa
{
    /// <summary>κ = (pₒ − pₑ)/(1 − pₑ).</summary>
    /// <param name="confusion">Rows are the truth.</param>
    /// <returns>At most 1; 0 is chance. Not a number where everything is of one class and found as such, or there is no row.</returns>
    public static double Of(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        var count = (double)confusion.Count;
        var expected = 0.0;
        for (var label = 0; label < confusion.Classes; label++)
        {
            var (row, column) = (0L, 0L);
            for (var other = 0; other < confusion.Classes; other++)
                (row, column) = (row + confusion[label, other], column + confusion[other, label]);
            expected += row / count * (column / count);
        }
        return count == 0 ? double.NaN : ((confusion.Correct / count) - expected) / (1 - expected);
    }
}
