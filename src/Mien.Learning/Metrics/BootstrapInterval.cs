namespace Mien.Learning.Metrics;

/// <summary>The percentile interval of a figure over rows drawn with replacement (Efron 1979).</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct BootstrapInterval(double Low, double High)
{
    /// <summary>The draws where none are given.</summary>
    public const int DefaultDraws = 2000;

    /// <summary>The 95 % interval of a figure of a classification.</summary>
    /// <param name="truth">N classes, at least one row.</param>
    /// <param name="predicted">N classes; −1 for a decision for none.</param>
    /// <param name="classes">C.</param>
    /// <param name="figure">What is computed of each draw's confusion; rows are the truth, the last column a decision for none.</param>
    /// <param name="seed">What the draws start from.</param>
    /// <param name="draws">At least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, there is no row, or a class is out of range.</exception>
    internal static BootstrapInterval Of(
        ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes, Func<DrawnConfusion, double> figure, int seed = 1, int draws = DefaultDraws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var cells = DrawnConfusion.CellsOf(truth, predicted, classes);
        var random = new Random(seed);
        var figures = new double[draws];
        var drawn = new DrawnConfusion(classes);
        for (var draw = 0; draw < draws; draw++)
        {
            drawn.Draw(cells, random);
            figures[draw] = figure(drawn);
        }
        Array.Sort(figures);
        return new BootstrapInterval(Percentile(figures, 0.025), Percentile(figures, 0.975));
    }

    /// <summary>A quantile with linear interpolation between neighbours.</summary>
    internal static double Percentile(ReadOnlySpan<double> sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
