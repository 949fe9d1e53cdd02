namespace Mien.Learning.Recipes;

/// <summary>What an output learns from.</summary>
public enum TargetKind
{
    /// <summary>The distribution of the annotators' votes.</summary>
    Votes,

    /// <summary>The one label.</summary>
    Label,
}
