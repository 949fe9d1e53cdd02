using Mien.Learning.Augmentation;

namespace Mien.Learning.Balancing;

/// <summary>
/// SMOTE (Chawla, Bowyer, Hall, Kegelmeyer, "SMOTE: Synthetic Minority Over-sampling Technique", 2002): every class that is smaller than the largest is
/// filled up with rows that lie between a row and one of its nearest neighbours in the same class.
/// </summary>
public static class Smote
{
    /// <summary>Draws the rows that the smaller classes lack; their values are computed by <see cref="SyntheticRow.Mix"/>.</summary>
    /// <param name="rows">n × <paramref name="width"/> values, such as flattened pixels.</param>
    /// <param name="labels">The class of each row, n of them, each at least 0.</param>
    /// <param name="width">Values a row, at least 1.</param>
    /// <param name="options">Neighbours and seed; null for the defaults.</param>
    /// <param name="cancellation">Stops the reading of rows and the neighbour search.</param>
    /// <returns>The synthetic rows, class by class.</returns>
    /// <exception cref="ArgumentException">Rows and labels disagree in number, or a class has no more rows than neighbours.</exception>
    public static IReadOnlyList<SyntheticRow> Draw(
        ReadOnlyMemory<float> rows, IReadOnlyList<int> labels, int width, SmoteOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (rows.Length != (long)labels.Count * width)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"There are {labels.Count} labels and {rows.Length / (double)width} rows of {width} values; SMOTE needs one label a row."), nameof(labels));
        }
        return Draw(labels, width, (row, values) => rows.Span.Slice(row * width, width).CopyTo(values), options ?? new SmoteOptions(), cancellation);
    }

    /// <summary>As the other, with rows that are asked for class by class.</summary>
    internal static IReadOnlyList<SyntheticRow> Draw(
        IReadOnlyList<int> labels, int width, RowReader read, SmoteOptions options, CancellationToken cancellation)
    {
        Check(options);
        var classes = labels.Select((label, row) => (label, row)).GroupBy(pair => pair.label, pair => pair.row)
            .OrderBy(group => group.Key).Select(group => (Label: group.Key, Rows: group.ToArray())).ToArray();
        var largest = classes.Length == 0 ? 0 : classes.Max(entry => entry.Rows.Length);
        var synthetic = new List<SyntheticRow>();
        foreach (var (label, members) in classes.Where(entry => entry.Rows.Length < largest))
        {
            if (members.Length <= options.Neighbours)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Class {label} has {members.Length} rows, and {options.Neighbours} neighbours need at least {options.Neighbours + 1}; ask for fewer neighbours, or give the class more rows."), nameof(labels));
            }
            var values = new float[(long)members.Length * width];
            for (var i = 0; i < members.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                read(members[i], values.AsSpan(i * width, width));
            }
            var neighbours = NeighbourSearch.Find(values, width, options.Neighbours, options.Threads, cancellation);
            DrawClass(label, members, neighbours, largest - members.Length, options, synthetic);
        }
        return synthetic;
    }

    private static void DrawClass(int label, int[] members, int[] neighbours, int missing, SmoteOptions options, List<SyntheticRow> synthetic)
    {
        for (var i = 0; i < missing; i++)
        {
            var random = new CounterRandom(options.Seed, (ulong)label, (ulong)i);
            var row = random.NextInt(members.Length);
            var neighbour = neighbours[(row * options.Neighbours) + random.NextInt(options.Neighbours)];
            synthetic.Add(new SyntheticRow(label, members[row], members[neighbour], (float)(random.NextBits() >> 40) / (1 << 24)));
        }
    }

    private static void Check(SmoteOptions options)
    {
        if (options.Neighbours is < 1 or > 1000 || options.Threads < 1)
            throw new ArgumentException(FormattableString.Invariant($"SMOTE takes 1 to 1000 neighbours and at least one thread, not {options.Neighbours} and {options.Threads}."), nameof(options));
    }

    /// <summary>Writes the values of a row.</summary>
    internal delegate void RowReader(int row, Span<float> values);
}
