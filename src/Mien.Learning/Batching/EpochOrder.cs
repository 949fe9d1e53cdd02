using Mien.Learning.Augmentation;

namespace Mien.Learning.Batching;

/// <summary>The order of the places 0 to n − 1 in one epoch: a Fisher-Yates shuffle that depends on seed and epoch alone.</summary>
internal static class EpochOrder
{
    // Places are never negative, so no sample's variation shares this stream.
    private const ulong Stream = ulong.MaxValue;

    // Another stream than the shuffle's.
    private const ulong DrawStream = ulong.MaxValue - 2;

    /// <summary>Places drawn with replacement.</summary>
    /// <param name="order">Takes the places.</param>
    /// <param name="cumulative">The summed weights up to and with each place; the last is above 0.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch.</param>
    public static void Draw(Span<int> order, ReadOnlySpan<double> cumulative, ulong seed, int epoch)
    {
        var random = new CounterRandom(seed, (ulong)epoch, DrawStream);
        for (var i = 0; i < order.Length; i++)
        {
            var value = random.NextDouble() * cumulative[^1];
            var at = cumulative.BinarySearch(value);
            at = at < 0 ? ~at : at;
            // A place without weight has the same sum as the one before it.
            while (cumulative[at] <= value)
                at++;
            order[i] = at;
        }
    }

    public static void Fill(Span<int> order, ulong seed, int epoch, bool shuffle)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        if (!shuffle)
            return;
        var random = new CounterRandom(seed, (ulong)epoch, Stream);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
