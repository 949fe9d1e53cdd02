using Mien.Learning.Augmentation;

namespace Mien.Learning.Data;

/// <summary>Divides a data set into k folds of nearly one size, each class in the same proportion; rows of one <see cref="Sample.Group"/> stay together.</summary>
public static class KFoldSplit
{
    private const ulong Stream = ulong.MaxValue - 4;

    /// <summary>The folds: every row is held out in exactly one.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="folds">2 to 100.</param>
    /// <param name="seed">The seed of the shuffle.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of folds is out of range.</exception>
    /// <exception cref="DataFormatException">There are fewer rows, or groups of them, than folds.</exception>
    public static IReadOnlyList<HoldoutSplit> Of(Dataset data, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, 100);
        if (data.Count < folds)
            throw new DataFormatException(data.Source, 0, null, FormattableString.Invariant($"{data.Count} rows are too few for {folds} folds."));
        var parts = data.Samples.Any(sample => sample.Group is not null)
            ? GroupedParts.Assign(data, Enumerable.Repeat(1.0 / folds, folds).ToArray(), seed)
            : Dealt(data, folds, seed);
        return [.. Enumerable.Range(0, folds).Select(fold =>
            new HoldoutSplit(HoldoutSplit.Part(data, parts, part => part != fold), HoldoutSplit.Part(data, parts, part => part == fold)))];
    }

    /// <summary>Deals the shuffled rows class by class, each class going on where the last one stopped.</summary>
    private static int[] Dealt(Dataset data, int folds, ulong seed)
    {
        var parts = new int[data.Count];
        var next = 0;
        foreach (var group in Enumerable.Range(0, data.Count).GroupBy(row => data[row].Label ?? -1).OrderBy(group => group.Key))
        {
            var rows = group.ToArray();
            HoldoutSplit.Shuffle(rows, new CounterRandom(seed, (ulong)(group.Key + 1), Stream));
            foreach (var row in rows)
                parts[row] = next++ % folds;
        }
        return parts;
    }
}
