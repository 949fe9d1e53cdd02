namespace Mien.Learning.Metrics;

/// <summary>The score interval of a share (Wilson 1927).</summary>
/// <param name="Low">The lower end, 0 to 1.</param>
/// <param name="High">The upper end, 0 to 1.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    /// <summary>The 97.5 % quantile of the standard normal distribution.</summary>
    private const double Quantile = 1.959963984540054;

    /// <summary>The 95 % interval.</summary>
    /// <param name="successes">0 to <paramref name="count"/>.</param>
    /// <param name="count">At least 0; without trials the interval is 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The numbers do not fit together.</exception>
    public static WilsonInterval Of(long successes, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, count);
        if (count == 0)
            return new WilsonInterval(0, 1);
        var (share, square) = ((double)successes / count, Quantile * Quantile);
        var middle = (share + square / (2 * count)) / (1 + square / count);
        var half = Quantile / (1 + square / count) * Math.Sqrt(share * (1 - share) / count + square / (4.0 * count * count));
        return new WilsonInterval(
            successes == 0 ? 0 : Math.Max(0, middle - half), successes == count ? 1 : Math.Min(1, middle + half));
    }
}
