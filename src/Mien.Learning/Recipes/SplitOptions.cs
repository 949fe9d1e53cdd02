namespace Mien.Learning.Recipes;

/// <summary>Which rows are learned from, and which choose the epoch and calibrate.</summary>
public sealed record SplitOptions
{
    /// <summary>The splits that are learned from.</summary>
    /// <value>Out of <c>training</c>, <c>public</c>, <c>private</c>; <c>[training]</c> by default.</value>
    public IReadOnlyList<string> Train { get; private init; } = [];

    /// <summary>The splits that choose and calibrate; none of those learned from. (The protocol guard refuses <c>private</c>.)</summary>
    /// <value>Out of <c>training</c>, <c>public</c>, <c>private</c>; <c>[public]</c> by default.</value>
    public IReadOnlyList<string> Choose { get; private init; } = [];

    internal static SplitOptions Read(SectionReader section)
    {
        var options = new SplitOptions
        {
            Train = section.Choices("train", ["training"], "training", "public", "private"),
            Choose = section.Choices("choose", ["public"], "training", "public", "private"),
        };
        if (options.Choose.Intersect(options.Train).FirstOrDefault() is { } shared)
            section.Fault("choose", $"names '{shared}', which is learned from too; choose on rows that are not in 'split.train'");
        section.Close();
        return options;
    }
}
