using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        var taps = new Taps(source.Width, width);
        var buffer = ArrayPool<ushort>.Shared.Rent(2 * samples);
        try
        {
            var upper = buffer.AsSpan(0, samples);
            var lower = buffer.AsSpan(samples, samples);
            var (upperRow, lowerRow) = (-1, -1);
            for (var y = 0; y < height; y++)
            {
                var (index, weight) = TapAt(y, source.Height, height);
                var next = Math.Min(index + 1, source.Height - 1);
                if (index == lowerRow)
                {
                    var swap = upper;
                    upper = lower;
                    lower = swap;
                    (upperRow, lowerRow) = (lowerRow, upperRow);
                }

                if (index != upperRow)
                    Along(source.Row(upperRow = index), source.Channels, taps, upper);
                if (next != lowerRow)
                    Along(source.Row(lowerRow = next), source.Channels, taps, lower);
                Blend(upper, lower, weight, destination.Slice(y * samples, samples));
            }
        }
        finally
        {
            taps.Dispose();
            ArrayPool<ushort>.Shared.Return(buffer);
        }
    }

    /// <summary>The left neighbour of an output position and the weight (of 256) of the right one.</summary>
    private static (int Index, int Weight) TapAt(int position, int sourceSize, int size)
    {
        var scale = 1.0 / ((double)size / sourceSize);
        var at = (scale * (position + 0.5)) - 0.5;
        var index = (int)Math.Floor(at);
        if (index < 0)
            return (0, 0);
        return index >= sourceSize - 1 ? (sourceSize - 1, 0) : (index, (int)Math.Round((at - index) * One));
    }

    private static unsafe void Along(ReadOnlySpan<byte> row, int channels, Taps taps, Span<ushort> result)
    {
        if (channels == 1)
        {
            AlongGrey(row, taps, result);
            return;
        }

        var last = row.Length - channels;
        fixed (byte* from = row)
        fixed (ushort* to = result)
        fixed (int* indices = taps.Indices, weights = taps.Weights)
        {
            var target = to;
            for (var x = 0; x < taps.Count; x++)
            {
                var (offset, weight) = (indices[x] * channels, weights[x]);
                var left = from + offset;
                var right = from + Math.Min(offset + channels, last);
                for (var c = 0; c < channels; c++)
                    *target++ = (ushort)((left[c] << 8) + ((right[c] - left[c]) * weight));
            }
        }
    }

    private static unsafe void AlongGrey(ReadOnlySpan<byte> row, Taps taps, Span<ushort> result)
    {
        var x = 0;
        if (Avx2.IsSupported)
        {
            // One 32-bit load brings both neighbours; it must not reach behind the row.
            var mask = Vector256.Create(0xFF);
            fixed (byte* first = row)
            {
                for (; x <= taps.Count - 8 && taps.Indices[x + 7] + sizeof(int) <= row.Length; x += 8)
                {
                    var weight = Vector256.LoadUnsafe(ref taps.Weights[x]);
                    var pair = Avx2.GatherVector256((int*)first, Vector256.LoadUnsafe(ref taps.Indices[x]), 1);
                    var (left, right) = (pair & mask, (pair >>> 8) & mask);
                    var sum = (left << 8) + ((right - left) * weight);
                    Vector128.Narrow(sum.GetLower().AsUInt32(), sum.GetUpper().AsUInt32()).StoreUnsafe(ref result[x]);
                }
            }
        }

        for (; x < taps.Count; x++)
        {
            var (left, weight) = (taps.Indices[x], taps.Weights[x]);
            result[x] = (ushort)((row[left] << 8) + ((row[Math.Min(left + 1, row.Length - 1)] - row[left]) * weight));
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

    /// <summary>The neighbours and weights of all positions along a row, in rented arrays.</summary>
    private readonly struct Taps : IDisposable
    {
        public Taps(int sourceSize, int count)
        {
            (Count, Indices, Weights) = (count, ArrayPool<int>.Shared.Rent(count), ArrayPool<int>.Shared.Rent(count));
            for (var x = 0; x < count; x++)
                (Indices[x], Weights[x]) = TapAt(x, sourceSize, count);
        }

        public int Count { get; }

        public int[] Indices { get; }

        public int[] Weights { get; }

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(Indices);
            ArrayPool<int>.Shared.Return(Weights);
        }
    }
}
