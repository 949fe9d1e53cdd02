namespace Mien.Cli.Commands.Live;

/// <summary>A random sample of what comes, of which each is as probable as any other, without keeping the rest (Vitter 1985, algorithm R).</summary>
/// <typeparam name="T">What comes.</typeparam>
/// <param name="size">The most that is kept.</param>
/// <param name="seed">The seed of the draws.</param>
internal sealed class ReservoirSample<T>(int size, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<(long Number, T Item)> kept = [];
    private long seen;

    /// <summary>The sample, in the order in which it came.</summary>
    public IReadOnlyList<T> Items => [.. kept.OrderBy(entry => entry.Number).Select(entry => entry.Item)];

    /// <summary>Takes one in, if chance has it.</summary>
    public void Add(T item)
    {
        var number = seen++;
        if (kept.Count < size)
            kept.Add((number, item));
        else if (random.NextInt64(seen) is var place && place < size)
            kept[(int)place] = (number, item);
    }
}
