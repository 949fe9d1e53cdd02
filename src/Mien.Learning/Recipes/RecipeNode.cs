namespace Mien.Learning.Recipes;

/// <summary>A node of a recipe's tree, with its place.</summary>
internal abstract class RecipeNode(RecipePosition position)
{
    public RecipePosition Position { get; } = position;

    /// <summary>How messages call it.</summary>
    public abstract string Describe();
}
