namespace Mien.Learning.Features;

/// <summary>How local binary patterns are taken (Ojala, Pietikäinen, Mäenpää 2002).</summary>
public sealed record LbpOptions
{
    /// <summary>Which neighbours set their bit. Default <see cref="LbpComparison.NotDarker"/>.</summary>
    public LbpComparison Compare { get; init; } = LbpComparison.NotDarker;

    /// <summary>Where neighbours lie. Default <see cref="LbpSampling.Square"/>.</summary>
    public LbpSampling Sampling { get; init; } = LbpSampling.Square;

    /// <summary>What a code is counted as. Default <see cref="LbpPatterns.Uniform"/>.</summary>
    public LbpPatterns Patterns { get; init; } = LbpPatterns.Uniform;

    /// <summary>Neighbours on the circle, 4 to 16; the square has 8. Default 8.</summary>
    public int Points { get; init; } = 8;

    /// <summary>Their distance in pixels, 1 to 8. Default 1.</summary>
    public int Radius { get; init; } = 1;

    /// <summary>Cells along a side of the picture, each with its own histogram, 1 to 16. Default 6.</summary>
    public int Grid { get; init; } = 6;

    /// <summary>How many different values a code has.</summary>
    public int Bins => Patterns switch
    {
        LbpPatterns.Uniform => (Points * (Points - 1)) + 3,
        LbpPatterns.RotationInvariantUniform => Points + 2,
        _ => 1 << Points,
    };
}
