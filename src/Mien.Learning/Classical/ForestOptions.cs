namespace Mien.Learning.Classical;

/// <summary>How a random forest is grown (Breiman 2001).</summary>
public sealed record ForestOptions
{
    /// <summary>The trees, 1 to 2000. Default 300.</summary>
    public int Trees { get; init; } = 300;

    /// <summary>The most levels of a tree, 1 to 64; null for no limit. Default null.</summary>
    public int? Depth { get; init; }

    /// <summary>A node of fewer rows is not divided, 2 to 1000. Default 2.</summary>
    public int MinimumRows { get; init; } = 2;

    /// <summary>Features tried at a node; 0 for the square root of all. Default 0.</summary>
    public int Tried { get; init; }
}
