namespace Mien.Learning.Classical;

/// <summary>How the nearest neighbours vote.</summary>
public sealed record NeighbourOptions
{
    /// <summary>The neighbours asked, 1 to 1000. Default 15.</summary>
    public int Neighbours { get; init; } = 15;

    /// <summary>Whether a vote weighs the inverse of its distance. Default false: all weigh the same.</summary>
    public bool ByDistance { get; init; }
}
