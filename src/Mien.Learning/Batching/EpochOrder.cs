using Mien.Learning.Augmentation;

namespace Mien.Learning.Batching;

/// <summary>The order of the places 0 to n − 1 in one epoch: a Fisher-Yates shuffle that depends on seed and epoch alone.</summary>
internal static class EpochOrder
{
    // Places are never negative, so no sample's variation shares this stream.
    private const ulong Stream = ulong.MaxValue;

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
