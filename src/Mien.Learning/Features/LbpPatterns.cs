namespace Mien.Learning.Features;

/// <summary>What the codes of local binary patterns are counted as.</summary>
public enum LbpPatterns
{
    /// <summary>Each code for itself: 2^P values.</summary>
    All,

    /// <summary>The P(P − 1) + 2 codes with at most two changes around the circle for themselves, all others together.</summary>
    Uniform,

    /// <summary>Uniform codes by their number of ones, 0 to P, all others together: P + 2 values.</summary>
    RotationInvariantUniform,
}
