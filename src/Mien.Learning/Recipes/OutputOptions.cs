using Mien.Emotions;
using Mien.Neural.Zoo;

namespace Mien.Learning.Recipes;

/// <summary>One output of the network; the first of a recipe is the one that <c>analyze</c> uses.</summary>
public sealed record OutputOptions
{
    private const string OwnName = "own";

    /// <summary>The output's name, unlike the others'.</summary>
    /// <value>By default that of its labels.</value>
    public string Name { get; private init; } = "";

    /// <summary>The label set.</summary>
    /// <value><c>ferplus</c> (8 classes), <c>fer2013</c> (7 classes), or <c>own</c> where the recipe lists 2 to 100 names of up to 64 characters without commas; must be given.</value>
    public string Labels { get; private init; } = "";

    /// <summary>The classes. Rows of other classes take no part.</summary>
    public LabelSet LabelSet { get; private init; } = LabelSet.FerPlus;

    /// <summary>What it learns from.</summary>
    /// <value>Votes for <c>ferplus</c>, the label for <c>fer2013</c> by default; votes need <c>ferplus</c>.</value>
    public TargetKind Target { get; private init; }

    /// <summary>The factor of its loss in the sum over the outputs.</summary>
    /// <value>Above 0 to 100; 1 by default.</value>
    public double Weight { get; private init; }

    /// <summary>The number of classes of the label set.</summary>
    public int Classes => LabelSet.Count;

    internal static IReadOnlyList<OutputOptions> ReadAll(SectionReader recipe)
    {
        var outputs = new List<OutputOptions>();
        foreach (var section in recipe.Sections("outputs", 8))
        {
            var output = Read(section);
            if (outputs.Exists(other => other.Name == output.Name))
                section.Fault("name", $"is '{output.Name}', like an earlier output's; give each its own");
            if (output.Name == Zoo.InputName)
                section.Fault("name", $"is '{Zoo.InputName}', which is the network's input; give the output another");
            outputs.Add(output);
            section.Close();
        }

        return outputs;
    }

    private static OutputOptions Read(SectionReader section)
    {
        var own = section.HasList("labels") ? section.LabelSet("labels", 2, 100) ?? LabelSet.FerPlus : null;
        var labels = own is null ? section.ChoiceOr("labels", "ferplus", ", or a list of names", "ferplus", "fer2013") : OwnName;
        if (!section.Has("labels"))
            section.Fault("labels", "is missing; write 'labels: ferplus', 'labels: fer2013' or a list of names");
        var output = new OutputOptions
        {
            Name = section.Name("name", own is null ? labels : "emotion"),
            Labels = labels,
            LabelSet = own ?? (labels == "ferplus" ? LabelSet.FerPlus : LabelSet.Fer2013),
            Target = section.Choice("target", labels == "ferplus" ? TargetKind.Votes : TargetKind.Label),
            Weight = section.Number("weight", 1, NumberRange.AboveTo(0, 100)),
        };
        if (output is { Target: TargetKind.Votes, Labels: not "ferplus" })
            section.Fault("target", $"is 'votes', which '{labels}' does not have; write 'target: label' or 'labels: ferplus'");
        return output;
    }
}
