namespace Mien.Learning.Recipes;

/// <summary>One thing that is wrong with a recipe.</summary>
/// <param name="Source">The file, or the <c>--set</c> that gave the value.</param>
/// <param name="Line">1 for the first line; 0 where there is no place to point at.</param>
/// <param name="Column">1 for the first column; 0 where there is no place to point at.</param>
/// <param name="Key">The key's path, such as <c>outputs[0].weight</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record RecipeFault(string Source, int Line, int Column, string Key, string Message)
{
    /// <summary><c>file:line:column: message</c>.</summary>
    public override string ToString() =>
        Line > 0 ? FormattableString.Invariant($"{Source}:{Line}:{Column}: {Message}") : $"{Source}: {Message}";
}
