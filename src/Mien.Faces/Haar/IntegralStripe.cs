using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mien.Faces.Haar;

/// <summary>
/// The integral images (sum and sum of squares) of a few rows of one pyramid level, made straight from the picture. Where windows are two
/// pixels apart, even and odd columns are kept apart, so that the same corner of neighbouring windows always lies side by side.
/// </summary>
internal sealed class IntegralStripe
{
    private const int Padding = 64;

    private int[] sums = [];
    private int[] squares = [];
    private short[] blended = [];
    private int[] pixels = [];

    /// <summary>Integral of the pixels; row 0 and column 0 are zero.</summary>
    public int[] Sums => sums;

    /// <summary>Integral of the squared pixels.</summary>
    public int[] Squares => squares;

    /// <summary>Elements from row to row for a level of that many columns.</summary>
    /// <param name="width">Pixels a row.</param>
    /// <param name="step">Pixels from window to window.</param>
    public static int StrideOf(int width, int step) => step == 2 ? 2 * HalfOf(width) : Aligned(width + 1);

    /// <summary>Where column <paramref name="x"/> lies in a row.</summary>
    /// <param name="x">The column.</param>
    /// <param name="step">Pixels from window to window.</param>
    /// <param name="stride">Elements from row to row.</param>
    public static int Column(int x, int step, int stride) => step == 2 ? (x & 1) * (stride / 2) + (x >> 1) : x;

    /// <summary>Computes the integrals of rows <paramref name="top"/> to <paramref name="top"/> + <paramref name="rows"/> − 1 of a level.</summary>
    /// <param name="grey">The picture, one byte a pixel.</param>
    /// <param name="width">Pixels a row of the picture.</param>
    /// <param name="level">The level's taps along both axes and its width.</param>
    /// <param name="top">First row of the level.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="stride">From <see cref="StrideOf"/>, or larger.</param>
    public void Fill(ReadOnlySpan<byte> grey, int width, LevelTaps level, int top, int rows, int stride)
    {
        Reserve(width, level.Width, rows, stride);
        sums.AsSpan(0, stride).Clear();
        squares.AsSpan(0, stride).Clear();
        for (var row = 0; row < rows; row++)
        {
            var offset = level.Vertical.Offsets[top + row];
            var weights = level.Vertical.Weights[top + row];
            var first = grey.Slice(offset * width, width);
            var second = weights >> 16 == 0 ? first : grey.Slice((offset + 1) * width, width);
            Blend(first, second, weights, blended);
            Reduce(level);
            Accumulate(level, (row + 1) * stride, stride);
        }
    }

    private static int HalfOf(int width) => Aligned((width + 2) / 2);

    // An odd number of 64-byte lines, so that the corners of one window do not fall on the same few cache sets.
    private static int Aligned(int count) => ((count + 15) / 16 | 1) * 16;

    private void Reserve(int sourceWidth, int width, int rows, int stride)
    {
        Grow(ref sums, (rows + 1) * stride + Padding);
        Grow(ref squares, (rows + 1) * stride + Padding);
        Grow(ref blended, sourceWidth + Padding);
        Grow(ref pixels, width + Padding);
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = GC.AllocateUninitializedArray<T>(length);
    }

    /// <summary>Blends two rows: 0 to 65,280, moved down by 32,768 into the range of short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int weights, Span<short> target)
    {
        var (a, b) = ((ushort)weights, (ushort)(weights >> 16));
        var x = 0;
        for (; x <= first.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(first[x..]), out var lowA, out var highA);
            Vector.Widen(new Vector<byte>(second[x..]), out var lowB, out var highB);
            var flip = new Vector<ushort>(0x8000);
            (lowA * a + lowB * b ^ flip).As<ushort, short>().CopyTo(target[x..]);
            (highA * a + highB * b ^ flip).As<ushort, short>().CopyTo(target[(x + Vector<short>.Count)..]);
        }
        for (; x < first.Length; x++)
            target[x] = (short)(first[x] * a + second[x] * b - 32768);
        target[first.Length] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Reduce(LevelTaps level)
    {
        const int bias = 32768 * 256 + 32768;
        var x = 0;
        fixed (short* source = blended)
        fixed (int* target = pixels, offsets = level.Horizontal.Offsets, weights = level.Horizontal.Weights)
        {
            if (Avx2.IsSupported)
            {
                for (; x < level.Width; x += Vector256<int>.Count)
                {
                    var pairs = Avx2.GatherVector256((int*)source, Vector256.Load(offsets + x), 2).AsInt16();
                    var blend = Avx2.MultiplyAddAdjacent(pairs, Vector256.Load(weights + x).AsInt16());
                    Vector256.ShiftRightArithmetic(blend + Vector256.Create(bias), 16).Store(target + x);
                }
            }
            for (; x < level.Width; x++)
            {
                var at = source + offsets[x];
                target[x] = at[0] * (short)weights[x] + at[1] * (weights[x] >> 16) + bias >> 16;
            }
        }
    }

    private unsafe void Accumulate(LevelTaps level, int row, int stride)
    {
        fixed (int* pixel = pixels, sum = sums, square = squares)
        {
            if (level.Step == 1)
                AccumulateRow(pixel, level.Width, sum + row, square + row, stride);
            else
                AccumulateSplitRow(pixel, level.Width, sum + row, square + row, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void AccumulateRow(int* pixels, int width, int* sums, int* squares, int stride)
    {
        var (sum, square) = (0, 0);
        sums[0] = squares[0] = 0;
        for (var x = 0; x < width; x++)
        {
            var value = pixels[x];
            sum += value;
            square += value * value;
            sums[x + 1] = sums[x + 1 - stride] + sum;
            squares[x + 1] = squares[x + 1 - stride] + square;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void AccumulateSplitRow(int* pixels, int width, int* sums, int* squares, int stride)
    {
        var (sum, square) = (0, 0);
        sums[0] = squares[0] = 0;
        for (var x = 0; x < width; x++)
        {
            var value = pixels[x];
            sum += value;
            square += value * value;
            var at = (x + 1 & 1) * (stride / 2) + (x + 1 >> 1);
            sums[at] = sums[at - stride] + sum;
            squares[at] = squares[at - stride] + square;
        }
    }
}
