using Mien.Learning.Augmentation;

namespace Mien.Learning.Data;

/// <summary>Divides a data set without splits in two, each class in the same proportion; rows of one <see cref="Sample.Group"/> stay together.</summary>
/// <param name="Kept">The rows to train on.</param>
/// <param name="Held">The rows held out.</param>
public sealed record HoldoutSplit(Dataset Kept, Dataset Held)
{
    /// <summary>Holds out a share of every class (rows without a label count as a class), by a shuffle that depends on the seed alone.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="fraction">The share to hold out, above 0 and below 1; a class of two rows or more gives at least one to each side.</param>
    /// <param name="seed">The shuffle's seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of range.</exception>
    /// <exception cref="DataFormatException">The rows are too few, or of one group, so that a side would be empty.</exception>
    public static HoldoutSplit Of(Dataset data, double fraction, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share to hold out lies above 0 and below 1.");
        if (data.Samples.Any(sample => sample.Group is not null))
        {
            var parts = GroupedParts.Assign(data, [1 - fraction, fraction], seed);
            return new HoldoutSplit(Part(data, parts, part => part == 0), Part(data, parts, part => part == 1));
        }
        var held = new HashSet<Sample>(ReferenceEqualityComparer.Instance);
        var classes = data.Samples.GroupBy(sample => sample.Label ?? -1).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var (label, count) in Counts(classes, fraction, data.Count))
        {
            Shuffle(classes[label], new CounterRandom(seed, (ulong)(label + 1), ulong.MaxValue - 1));
            held.UnionWith(classes[label].Take(count));
        }
        if (held.Count == 0)
        {
            throw new DataFormatException(data.Source, 0, null, FormattableString.Invariant(
                $"a stratified share of {fraction} of {data.Count} rows is empty, since no class has two of them; give more rows."));
        }
        return new HoldoutSplit(data.Where(sample => !held.Contains(sample)), data.Where(held.Contains));
    }

    /// <summary>
    /// How many rows each class gives: the share of all rows, rounded up, is dealt out by the sizes of the classes, rounded down, and one more by largest remainder,
    /// which are the counts of scikit-learn's <c>train_test_split(stratify=…)</c>; remainders that are equal go to the larger class.
    /// </summary>
    private static IEnumerable<(int Label, int Count)> Counts(Dictionary<int, Sample[]> classes, double fraction, int rows)
    {
        var held = (long)Math.Ceiling(Math.Round(fraction * rows, 6));
        var missing = held - classes.Values.Sum(own => held * own.Length / rows);
        var order = classes.OrderByDescending(own => held * own.Value.Length % rows).ThenByDescending(own => own.Value.Length).ThenBy(own => own.Key);
        foreach (var (label, own) in order)
        {
            var count = (int)(held * own.Length / rows) + (missing-- > 0 ? 1 : 0);
            yield return (label, own.Length > 1 ? Math.Clamp(count, 1, own.Length - 1) : 0);
        }
    }

    /// <summary>The rows of the parts for which a condition holds.</summary>
    internal static Dataset Part(Dataset data, int[] parts, Func<int, bool> condition)
    {
        var at = 0;
        return data.Where(_ => condition(parts[at++]));
    }

    internal static void Shuffle<T>(T[] rows, CounterRandom random)
    {
        for (var i = rows.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
    }
}
