namespace Mien.Learning.Sweeps;

/// <summary>The trials of a sweep, each a list of overrides of the recipe.</summary>
public static class SweepPlan
{
    private const int MostTrials = 1000;

    /// <summary>Every combination of the axes' values, the last axis the fastest.</summary>
    /// <exception cref="ArgumentException">An axis is a range, or there are more than 1000 combinations.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Grid(IReadOnlyList<SweepAxis> axes)
    {
        CheckKeys(axes);
        if (axes.FirstOrDefault(axis => axis.IsRange) is { } range)
            throw new ArgumentException($"'{range.Key}' is a range, which has no grid; list its values, or draw trials by --random");
        IReadOnlyList<IReadOnlyList<string>> trials = [[]];
        foreach (var axis in axes)
        {
            if ((long)trials.Count * axis.Values.Count > MostTrials)
                throw new ArgumentException($"the grid has more than {MostTrials} trials; list fewer values, or draw some by --random");
            trials = [.. trials.SelectMany(trial => Enumerable.Range(0, axis.Values.Count), (trial, value) => (IReadOnlyList<string>)[.. trial, axis.Override(value, 0)])];
        }
        return trials;
    }

    /// <summary>Different combinations drawn at random; fewer where there are not so many.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="count">How many trials, 1 to 1000.</param>
    /// <param name="seed">The seed of the draw.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Random(IReadOnlyList<SweepAxis> axes, int count, int seed)
    {
        CheckKeys(axes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostTrials);
        var random = new Random(seed);
        var trials = new List<IReadOnlyList<string>>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; trials.Count < count && attempt < 100 * count; attempt++)
        {
            IReadOnlyList<string> trial = [.. axes.Select(axis => axis.Override(axis.IsRange ? 0 : random.Next(axis.Values.Count), random.NextDouble()))];
            if (known.Add(string.Join('\n', trial)))
                trials.Add(trial);
        }
        return trials;
    }

    private static void CheckKeys(IReadOnlyList<SweepAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count == 0)
            throw new ArgumentException("a sweep needs a key to go over; give --over key=a,b");
        if (axes.GroupBy(axis => axis.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"'{twice.Key}' is given twice; list all its values once");
        if (axes.FirstOrDefault(axis => axis.Key == "name") is not null)
            throw new ArgumentException("'name' names the sweep, and nothing can be learned from other names");
        if (axes.FirstOrDefault(axis => axis.Key.Split('.', '[')[0] is "split" or "subset" or "outputs" or "selection") is { } rows)
            throw new ArgumentException($"'{rows.Key}' decides which rows are judged or by what, so that trials could not be compared; leave it out, and set it for all trials by --set");
    }
}
