namespace Mien.Learning.Features;

/// <summary>Which neighbours set their bit in a local binary pattern.</summary>
public enum LbpComparison
{
    /// <summary>Those darker than the centre.</summary>
    Darker,

    /// <summary>Those not darker than the centre, as in the literature.</summary>
    NotDarker,
}
