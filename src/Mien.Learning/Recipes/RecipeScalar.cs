namespace Mien.Learning.Recipes;

/// <summary>A single value, as its text.</summary>
internal sealed class RecipeScalar(string text, bool plain, RecipePosition position) : RecipeNode(position)
{
    public string Text { get; } = text;

    /// <summary>Whether it stood without quotes, so that <c>none</c> and nothing have their meaning.</summary>
    public bool Plain { get; } = plain;

    public bool IsNull => Plain && Text is "" or "~" or "null";

    public bool IsNone => Plain && Text == "none";

    public override string Describe() => IsNull ? "empty" : $"'{(Text.Length <= 60 ? Text : Text[..60] + "…")}'";
}
