using System.Globalization;
using Mien.Learning.Augmentation;
using Mien.Learning.Data;

namespace Mien.Learning.Recipes;

/// <summary>
/// A small data set drawn out of a large one: so many rows of each of some classes, by seed, a share of which is for testing alone. The rows of the splits that
/// nothing is drawn from stay, those of other classes do not.
/// </summary>
public sealed record SubsetOptions
{
    private const int MostClasses = 100;
    private const ulong Stream = ulong.MaxValue - 5;

    /// <summary>The classes.</summary>
    /// <value>1 to 100 names of the data's classes, or synonyms of emotions among them, each of another meaning; must be given.</value>
    public IReadOnlyList<string> Classes { get; private init; } = [];

    /// <summary>The rows of each class, in the same order.</summary>
    /// <value>1 to 1,000,000 each; must be given.</value>
    public IReadOnlyList<int> Counts { get; private init; } = [];

    /// <summary>The splits that rows are drawn from.</summary>
    /// <value><c>[training]</c> by default.</value>
    public SplitSelection From { get; private init; }

    /// <summary>The share of the drawn rows, class by class, that is only tested on: <c>mien evaluate --subset RECIPE</c>.</summary>
    /// <value>0 to below 1; 0 by default.</value>
    public double Test { get; private init; }

    /// <summary>The seed of both draws.</summary>
    /// <value>0 to 2147483647; 42 by default.</value>
    public int Seed { get; private init; }

    /// <summary>Whether all rows but the drawn ones are meant, of every class: to train a body that has seen none of them.</summary>
    /// <value>false by default (<c>part: drawn</c>); true for <c>part: rest</c>.</value>
    public bool Rest { get; private init; }

    /// <summary>The rows that a run may use: none of a group, such as a person, that stands in the part that it must not see.</summary>
    /// <param name="all">All rows.</param>
    /// <exception cref="DataFormatException">The data lacks a class or has too few of its rows.</exception>
    public Dataset Apply(Dataset all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var drawn = Draw(all);
        if (Rest)
            return Apart(all, drawn);
        var test = TestRows(all, drawn);
        var classes = Classes.Select(all.Labels.IndexOf).ToHashSet();
        return Apart(all, test).Where(sample => drawn.Contains(sample) || (!From.Contains(sample.Split) && classes.Contains(sample.Label ?? -1)));
    }

    /// <summary>The drawn rows that are for testing alone.</summary>
    /// <param name="all">All rows.</param>
    /// <exception cref="DataFormatException">The data lacks a class or has too few of its rows, or the subset has no test part.</exception>
    public Dataset TestPart(Dataset all)
    {
        ArgumentNullException.ThrowIfNull(all);
        var test = TestRows(all, Draw(all));
        return test.Count > 0 ? all.Where(test.Contains) : throw new DataFormatException(all.Source, 0, null, "the recipe's subset has no test part; give it one, as 'test: 0.25'.");
    }

    internal static SubsetOptions Read(SectionReader section)
    {
        var options = new SubsetOptions
        {
            Classes = section.LabelSet("classes", 1, MostClasses)?.Names ?? [],
            Counts = section.Integers("counts", [1], 1, 1_000_000, MostClasses),
            From = SplitSelection.Parse(string.Join(',', section.Choices("from", ["training"], "training", "public", "private"))),
            Test = section.Number("test", 0, NumberRange.FromBelow(0, 1)),
            Seed = section.Integer("seed", 42, 0, int.MaxValue),
            Rest = section.Choice("part", "drawn", "drawn", "rest") == "rest",
        };
        if (!section.Has("classes"))
            section.Fault("classes", "is missing; list the classes of the subset");
        else if (options.Classes.Count > 0 && options.Counts.Count != options.Classes.Count)
            section.Fault("counts", string.Create(CultureInfo.InvariantCulture, $"has {options.Counts.Count} numbers for {options.Classes.Count} classes; give each class its own"));
        section.Close();
        return options;
    }

    private HashSet<Sample> Draw(Dataset all)
    {
        var drawn = new HashSet<Sample>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < Classes.Count; i++)
        {
            var label = all.Labels.IndexOf(Classes[i]);
            var rows = label < 0 ? [] : all.Samples.Where(sample => sample.Label == label && From.Contains(sample.Split)).ToArray();
            if (rows.Length < Counts[i])
            {
                throw new DataFormatException(all.Source, 0, null, FormattableString.Invariant(
                    $"the class '{Classes[i]}' has {rows.Length} rows in {From}, and subset.counts asks for {Counts[i]}."));
            }
            HoldoutSplit.Shuffle(rows, new CounterRandom((ulong)Seed, (ulong)label, Stream));
            drawn.UnionWith(rows.Take(Counts[i]));
        }
        return drawn;
    }

    /// <summary>The rows but these, and but those of the same groups.</summary>
    private static Dataset Apart(Dataset all, HashSet<Sample> taken)
    {
        var groups = taken.Select(sample => sample.Group).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return all.Where(sample => !taken.Contains(sample) && (sample.Group is null || !groups.Contains(sample.Group)));
    }

    private HashSet<Sample> TestRows(Dataset all, HashSet<Sample> drawn) =>
        new(Test > 0 ? HoldoutSplit.Of(all.Where(drawn.Contains), Test, (ulong)Seed).Held.Samples : [], ReferenceEqualityComparer.Instance);
}
