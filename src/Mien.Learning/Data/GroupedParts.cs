using Mien.Learning.Augmentation;

namespace Mien.Learning.Data;

/// <summary>
/// Divides rows into parts so that rows of one group stay together and every class, and the whole, has nearly its share in each part: groups, the largest first
/// and equals in an order drawn by seed, go where most of the shares of their rows is missing (in the manner of scikit-learn's StratifiedGroupKFold).
/// </summary>
internal static class GroupedParts
{
    private const ulong Stream = ulong.MaxValue - 3;

    /// <summary>Gives each row its part.</summary>
    /// <param name="data">The rows; one without a group is a group of its own.</param>
    /// <param name="shares">The share of each part, above 0.</param>
    /// <param name="seed">The order of equals.</param>
    /// <returns>Each part has at least one group.</returns>
    /// <exception cref="DataFormatException">There are fewer groups than parts.</exception>
    public static int[] Assign(Dataset data, ReadOnlySpan<double> shares, ulong seed)
    {
        var groups = Enumerable.Range(0, data.Count)
            .GroupBy(row => data[row].Group ?? FormattableString.Invariant($"\0{row}"), StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        if (groups.Length < shares.Length)
            throw TooFew(data, groups, shares.Length);
        HoldoutSplit.Shuffle(groups, new CounterRandom(seed, 0, Stream));
        var totals = new double[data.Labels.Count + 1];
        foreach (var sample in data.Samples)
            totals[Class(sample)]++;
        var filled = new double[shares.Length, totals.Length];
        var parts = new int[data.Count];
        var (counts, left) = (new int[shares.Length], groups.Length);
        foreach (var group in groups.OrderByDescending(rows => rows.Length))
        {
            // The last groups go where there is none yet: few large ones could leave a part empty otherwise.
            var mustFill = left-- <= counts.Count(count => count == 0);
            var part = Emptiest(data, group, shares, totals, filled, counts, mustFill);
            counts[part] += group.Length;
            foreach (var row in group)
            {
                parts[row] = part;
                filled[part, Class(data[row])]++;
            }
        }
        return parts;
    }

    /// <summary>The part in which the classes of a group, and all rows together, lack most of their share.</summary>
    private static int Emptiest(Dataset data, int[] group, ReadOnlySpan<double> shares, double[] totals, double[,] filled, int[] counts, bool mustFill)
    {
        var (best, bestLack) = (0, double.NegativeInfinity);
        for (var part = 0; part < shares.Length; part++)
        {
            if (mustFill && counts[part] > 0)
                continue;
            // Of small classes no row may be due to a small part; of all rows together some are.
            var lack = group.Length * (1 - ((counts[part] + 1) / (shares[part] * data.Count)));
            foreach (var row in group)
            {
                var label = Class(data[row]);
                lack += 1 - ((filled[part, label] + 1) / (shares[part] * totals[label]));
            }
            if (lack > bestLack)
                (best, bestLack) = (part, lack);
        }
        return best;
    }

    private static DataFormatException TooFew(Dataset data, int[][] groups, int parts)
    {
        var names = string.Join(", ", groups.Select(rows => data[rows[0]].Group is { } name ? $"'{name}'" : "one without a name"));
        return new(data.Source, 0, null, FormattableString.Invariant(
            $"{data.Count} rows belong to {(groups.Length == 1 ? "one group" : $"{groups.Length} groups")} ({names}), which cannot be divided into {parts} parts, since each stays whole; give rows of more groups, or leave --group out."));
    }

    private static int Class(Sample sample) => (sample.Label ?? -1) + 1;
}
