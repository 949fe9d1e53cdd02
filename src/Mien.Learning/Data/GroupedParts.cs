using Mien.Learning.Augmentation;

namespace Mien.Learning.Data;

/// <summary>
/// Divides rows into parts so that rows of one group stay together and every class has nearly its share in each part: groups, the largest first and
/// equals in an order drawn by seed, go where they lift the parts most evenly (as scikit-learn's StratifiedGroupKFold does).
/// </summary>
internal static class GroupedParts
{
    private const ulong Stream = ulong.MaxValue - 3;

    /// <summary>Gives each row its part.</summary>
    /// <param name="data">The rows; one without a group is a group of its own.</param>
    /// <param name="shares">The share of each part, above 0.</param>
    /// <param name="seed">The order of equals.</param>
    public static int[] Assign(Dataset data, ReadOnlySpan<double> shares, ulong seed)
    {
        var groups = Enumerable.Range(0, data.Count)
            .GroupBy(row => data[row].Group ?? FormattableString.Invariant($"\0{row}"), StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
        HoldoutSplit.Shuffle(groups, new CounterRandom(seed, 0, Stream));
        var totals = new double[data.Labels.Count + 1];
        foreach (var sample in data.Samples)
            totals[Class(sample)]++;
        var filled = new double[shares.Length, totals.Length];
        var parts = new int[data.Count];
        foreach (var group in groups.OrderByDescending(rows => rows.Length))
        {
            var part = Emptiest(data, group, shares, totals, filled);
            foreach (var row in group)
            {
                parts[row] = part;
                filled[part, Class(data[row])]++;
            }
        }
        return parts;
    }

    /// <summary>The part in which the classes of a group lack most of their share.</summary>
    private static int Emptiest(Dataset data, int[] group, ReadOnlySpan<double> shares, double[] totals, double[,] filled)
    {
        var (best, bestLack) = (0, double.NegativeInfinity);
        for (var part = 0; part < shares.Length; part++)
        {
            var lack = 0.0;
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

    private static int Class(Sample sample) => (sample.Label ?? -1) + 1;
}
