namespace Mien.Learning.Reports;

/// <summary>Round numbers along an axis that holds all values.</summary>
internal static class AxisTicks
{
    /// <summary>About five of them, steps of 1, 2 or 5 times a power of ten; the first and the last are the axis's ends.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest.</param>
    public static double[] Of(double low, double high)
    {
        var span = Math.Max(high - low, 1e-6);
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / 4)));
        var step = power * (span / 4 / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var (first, last) = (Math.Floor((low / step) + 1e-9), Math.Ceiling((high / step) - 1e-9));
        return [.. Enumerable.Range(0, (int)(Math.Max(last, first + 1) - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>Digits that tell neighbours apart.</summary>
    public static int Digits(double[] ticks) => Math.Clamp((int)Math.Ceiling(-Math.Log10(ticks[1] - ticks[0]) - 1e-9), 0, 6);
}
