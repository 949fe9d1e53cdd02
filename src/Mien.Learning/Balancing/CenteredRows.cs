using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Mien.Learning.Balancing;

/// <summary>
/// A matrix whose rows have lost their mean (less rounding in f32, the same distances), padded so that products run in tiles of four by four rows
/// out of blocks that stay in the second-level cache.
/// </summary>
internal sealed class CenteredRows
{
    /// <summary>Rows a block: 64 rows of 2304 values are 0.6 MB.</summary>
    public const int Block = 64;

    private const int Tile = 4;
    private readonly float[] _values;
    private readonly float[] _squaredLengths;
    private readonly int _stride;

    private CenteredRows(int count, int width)
    {
        Count = count;
        _stride = (width + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;
        _values = new float[(long)(count + Block - 1) / Block * Block * _stride];
        _squaredLengths = new float[count];
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>Copies and centres rows.</summary>
    public static CenteredRows Of(ReadOnlySpan<float> rows, int width)
    {
        var centered = new CenteredRows(rows.Length / width, width);
        var mean = new float[width];
        for (var row = 0; row < centered.Count; row++)
            TensorPrimitives.Add(mean, rows.Slice(row * width, width), mean);
        TensorPrimitives.Divide(mean, centered.Count, mean);
        for (var row = 0; row < centered.Count; row++)
        {
            var target = centered._values.AsSpan(row * centered._stride, width);
            TensorPrimitives.Subtract(rows.Slice(row * width, width), mean, target);
            centered._squaredLengths[row] = TensorPrimitives.SumOfSquares<float>(target);
        }
        return centered;
    }

    /// <summary>The squared length of a row.</summary>
    public float SquaredLength(int row) => _squaredLengths[row];

    /// <summary>The products of a block of rows with another, <see cref="Block"/>×<see cref="Block"/>.</summary>
    public void Multiply(int first, int other, Span<float> products)
    {
        for (var i = 0; i < Block; i += Tile)
        {
            for (var j = 0; j < Block; j += Tile)
                MultiplyTile(ref Start(first + i), ref Start(other + j), products[((i * Block) + j)..]);
        }
    }

    private ref float Start(int row) => ref _values[row * _stride];

    /// <summary>Sixteen products at once: each value that is loaded is used four times.</summary>
    private void MultiplyTile(ref float left, ref float right, Span<float> products)
    {
        Vector512<float> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Vector512<float> s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        var (second, third, fourth) = ((nuint)_stride, (nuint)(2 * _stride), (nuint)(3 * _stride));
        for (nuint k = 0; k < (nuint)_stride; k += (nuint)Vector512<float>.Count)
        {
            var (r0, r1) = (Vector512.LoadUnsafe(ref right, k), Vector512.LoadUnsafe(ref right, k + second));
            var (r2, r3) = (Vector512.LoadUnsafe(ref right, k + third), Vector512.LoadUnsafe(ref right, k + fourth));
            var l = Vector512.LoadUnsafe(ref left, k);
            (s00, s01, s02, s03) = (Add(l, r0, s00), Add(l, r1, s01), Add(l, r2, s02), Add(l, r3, s03));
            l = Vector512.LoadUnsafe(ref left, k + second);
            (s10, s11, s12, s13) = (Add(l, r0, s10), Add(l, r1, s11), Add(l, r2, s12), Add(l, r3, s13));
            l = Vector512.LoadUnsafe(ref left, k + third);
            (s20, s21, s22, s23) = (Add(l, r0, s20), Add(l, r1, s21), Add(l, r2, s22), Add(l, r3, s23));
            l = Vector512.LoadUnsafe(ref left, k + fourth);
            (s30, s31, s32, s33) = (Add(l, r0, s30), Add(l, r1, s31), Add(l, r2, s32), Add(l, r3, s33));
        }
        Store(products, s00, s01, s02, s03);
        Store(products[Block..], s10, s11, s12, s13);
        Store(products[(2 * Block)..], s20, s21, s22, s23);
        Store(products[(3 * Block)..], s30, s31, s32, s33);
    }

    private static Vector512<float> Add(Vector512<float> left, Vector512<float> right, Vector512<float> sum) => Vector512.FusedMultiplyAdd(left, right, sum);

    private static void Store(Span<float> products, Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3)
    {
        (products[0], products[1]) = (Vector512.Sum(s0), Vector512.Sum(s1));
        (products[2], products[3]) = (Vector512.Sum(s2), Vector512.Sum(s3));
    }
}
