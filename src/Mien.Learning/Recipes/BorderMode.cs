namespace Mien.Learning.Recipes;

/// <summary>What an augmented picture shows where the original has ended.</summary>
public enum BorderMode
{
    /// <summary>Black.</summary>
    Zero,

    /// <summary>The nearest pixel of the edge.</summary>
    Edge,

    /// <summary>The picture mirrored at its edge.</summary>
    Reflect,
}
