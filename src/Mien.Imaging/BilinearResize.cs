using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Imaging;

/// <summary>
/// Bilinear scaling in fixed point: weights of 8 bits, a row at a time, first along x to 8.8, then along y, rounded once. These are the steps
/// of OpenCV's <c>INTER_LINEAR_EXACT</c>, whose detector scales its pyramid that way.
/// </summary>
internal static class BilinearResize
{
    private const int One = 256;

    public static void Run(PictureSpan source, Span<byte> destination, int width, int height)
    {
        var samples = width * source.Channels;
        var taps = ArrayPool<Tap>.Shared.Rent(width);
        var buffer = ArrayPool<ushort>.Shared.Rent(2 * samples);
        try
        {
            for (var x = 0; x < width; x++)
                taps[x] = TapAt(x, source.Width, width);
            var upper = buffer.AsSpan(0, samples);
            var lower = buffer.AsSpan(samples, samples);
            var (upperRow, lowerRow) = (-1, -1);
            for (var y = 0; y < height; y++)
            {
                var tap = TapAt(y, source.Height, height);
                var next = Math.Min(tap.Index + 1, source.Height - 1);
                if (tap.Index == lowerRow)
                {
                    var swap = upper;
                    upper = lower;
                    lower = swap;
                    (upperRow, lowerRow) = (lowerRow, upperRow);
                }

                if (tap.Index != upperRow)
                    Along(source.Row(upperRow = tap.Index), source.Channels, taps.AsSpan(0, width), upper);
                if (next != lowerRow)
                    Along(source.Row(lowerRow = next), source.Channels, taps.AsSpan(0, width), lower);
                Blend(upper, lower, tap.Weight, destination.Slice(y * samples, samples));
            }
        }
        finally
        {
            ArrayPool<Tap>.Shared.Return(taps);
            ArrayPool<ushort>.Shared.Return(buffer);
        }
    }

    /// <summary>The left neighbour of an output position and the weight (of 256) of the right one.</summary>
    private static Tap TapAt(int position, int sourceSize, int size)
    {
        var scale = 1.0 / ((double)size / sourceSize);
        var at = (scale * (position + 0.5)) - 0.5;
        var index = (int)Math.Floor(at);
        if (index < 0)
            return new Tap(0, 0);
        return index >= sourceSize - 1 ? new Tap(sourceSize - 1, 0) : new Tap(index, (int)Math.Round((at - index) * One));
    }

    private static void Along(ReadOnlySpan<byte> row, int channels, ReadOnlySpan<Tap> taps, Span<ushort> result)
    {
        var last = row.Length - channels;
        var at = 0;
        foreach (var tap in taps)
        {
            var left = tap.Index * channels;
            var right = Math.Min(left + channels, last);
            for (var c = 0; c < channels; c++)
                result[at++] = (ushort)((row[left + c] * (One - tap.Weight)) + (row[right + c] * tap.Weight));
        }
    }

    private static void Blend(ReadOnlySpan<ushort> upper, ReadOnlySpan<ushort> lower, int weight, Span<byte> result)
    {
        var i = 0;
        ref var up = ref MemoryMarshal.GetReference(upper);
        ref var low = ref MemoryMarshal.GetReference(lower);
        ref var to = ref MemoryMarshal.GetReference(result);
        var (w0, w1, half) = (Vector256.Create((uint)(One - weight)), Vector256.Create((uint)weight), Vector256.Create(1u << 15));
        for (; i <= result.Length - 16; i += 16)
        {
            var (a0, a1) = Vector256.Widen(Vector256.LoadUnsafe(ref up, (nuint)i));
            var (b0, b1) = Vector256.Widen(Vector256.LoadUnsafe(ref low, (nuint)i));
            var first = ((a0 * w0) + (b0 * w1) + half) >>> 16;
            var second = ((a1 * w0) + (b1 * w1) + half) >>> 16;
            var words = Vector256.Narrow(first, second);
            Vector128.Narrow(words.GetLower(), words.GetUpper()).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < result.Length; i++)
            result[i] = (byte)(((upper[i] * (One - weight)) + (lower[i] * weight) + (1 << 15)) >> 16);
    }

    private readonly record struct Tap(int Index, int Weight);
}
