namespace Mien.Learning.Classical;

/// <summary>How a linear support vector machine is trained (Hsieh et al. 2008).</summary>
public sealed record SvmOptions
{
    /// <summary>The price of a row on the wrong side, above 0 to 1e6. Default 1.</summary>
    public double C { get; init; } = 1;

    /// <summary>Whether the price grows with the square of the distance (L2-loss) or with the distance (L1-loss). Default true.</summary>
    public bool SquaredHinge { get; init; } = true;

    /// <summary>The largest projected gradient at which it ends, above 0 to 1. Default 0.01.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>The most passes over the rows, 1 to 1000000. Default 1000.</summary>
    public int Passes { get; init; } = 1000;
}
