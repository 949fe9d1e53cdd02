using Mien.Learning.Data;

namespace Mien.Learning.Recipes;

/// <summary>Which rows are learned from, and which choose the epoch and calibrate.</summary>
public sealed record SplitOptions
{
    private static readonly string[] Names = ["training", "public", "private"];

    /// <summary>The splits that are learned from.</summary>
    /// <value>Out of <c>training</c>, <c>public</c>, <c>private</c>; <c>[training]</c> by default.</value>
    public SplitSelection Train { get; private init; }

    /// <summary>The splits that choose and calibrate; none of those learned from. (The protocol guard refuses <c>private</c>.)</summary>
    /// <value>Out of <c>training</c>, <c>public</c>, <c>private</c>; <c>[public]</c> by default.</value>
    public SplitSelection Choose { get; private init; }

    internal static SplitOptions Read(SectionReader section)
    {
        var train = section.Choices("train", ["training"], Names);
        var choose = section.Choices("choose", ["public"], Names);
        if (choose.Intersect(train).FirstOrDefault() is { } shared)
            section.Fault("choose", $"names '{shared}', which is learned from too; choose on rows that are not in 'split.train'");
        section.Close();
        return new SplitOptions
        {
            Train = SplitSelection.Parse(string.Join(',', train)),
            Choose = SplitSelection.Parse(string.Join(',', choose)),
        };
    }
}
