namespace Mien.Learning.Balancing;

/// <summary>How <see cref="Smote"/> draws.</summary>
public sealed record SmoteOptions
{
    /// <summary>The nearest rows of its class that a row may be mixed with, 1 to 1000. Default 6.</summary>
    public int Neighbours { get; init; } = 6;

    /// <summary>The seed of all draws. Default 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Threads of the neighbour search, at least 1; the result does not depend on it. Default: one a core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
