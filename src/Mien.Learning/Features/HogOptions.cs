namespace Mien.Learning.Features;

/// <summary>How histograms of oriented gradients are taken (Dalal, Triggs 2005).</summary>
public sealed record HogOptions
{
    /// <summary>Bins over half a turn, 2 to 36. Default 9.</summary>
    public int Orientations { get; init; } = 9;

    /// <summary>A cell's side in pixels, 2 to 64. Default 8.</summary>
    public int Cell { get; init; } = 8;

    /// <summary>A block's side in cells, 1 to 8; blocks overlap by all cells but one. Default 2.</summary>
    public int Block { get; init; } = 2;
}
