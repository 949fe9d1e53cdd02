namespace Mien.Learning.Recipes;

/// <summary>How the loss weighs the classes.</summary>
public enum ClassWeighting
{
    /// <summary>All alike.</summary>
    None,

    /// <summary>By <see cref="Losses.ClassWeights.Balanced"/> of the training rows.</summary>
    Balanced,

    /// <summary>By a list in the recipe.</summary>
    List,
}
