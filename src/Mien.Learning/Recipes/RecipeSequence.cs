namespace Mien.Learning.Recipes;

/// <summary>A list.</summary>
internal sealed class RecipeSequence(RecipePosition position) : RecipeNode(position)
{
    public List<RecipeNode> Items { get; } = [];

    public override string Describe() => "a list";
}
