using System.Runtime.CompilerServices;

namespace Mien.Compute.Managed;

/// <summary>The inner loops for one width of vectors.</summary>
/// <typeparam name="TVector">A vector of f32.</typeparam>
/// <typeparam name="TLanes">Its operations.</typeparam>
internal sealed unsafe class MicroKernels<TVector, TLanes> : MicroKernels
    where TVector : unmanaged
    where TLanes : struct, ILanes<TVector>
{
    /// <inheritdoc/>
    public override int Lanes => TLanes.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Tile(float* a, float* b, int* offsets, int depth, float* c, int stride, bool accumulate)
    {
        TVector x0, y0, x1, y1, x2, y2, x3, y3, x4, y4, x5, y5;
        x0 = y0 = x1 = y1 = x2 = y2 = x3 = y3 = x4 = y4 = x5 = y5 = default;
        if (accumulate)
        {
            (x0, y0) = (TLanes.Load(c), TLanes.Load(c + TLanes.Count));
            (x1, y1) = (TLanes.Load(c + stride), TLanes.Load(c + stride + TLanes.Count));
            (x2, y2) = (TLanes.Load(c + (2 * stride)), TLanes.Load(c + (2 * stride) + TLanes.Count));
            (x3, y3) = (TLanes.Load(c + (3 * stride)), TLanes.Load(c + (3 * stride) + TLanes.Count));
            (x4, y4) = (TLanes.Load(c + (4 * stride)), TLanes.Load(c + (4 * stride) + TLanes.Count));
            (x5, y5) = (TLanes.Load(c + (5 * stride)), TLanes.Load(c + (5 * stride) + TLanes.Count));
        }
        for (var end = offsets + depth; offsets < end; offsets++, a += TileRows)
        {
            var row = b + *offsets;
            var (bx, by) = (TLanes.Load(row), TLanes.Load(row + TLanes.Count));
            var f = TLanes.Broadcast(a[0]);
            (x0, y0) = (TLanes.MultiplyAdd(f, bx, x0), TLanes.MultiplyAdd(f, by, y0));
            f = TLanes.Broadcast(a[1]);
            (x1, y1) = (TLanes.MultiplyAdd(f, bx, x1), TLanes.MultiplyAdd(f, by, y1));
            f = TLanes.Broadcast(a[2]);
            (x2, y2) = (TLanes.MultiplyAdd(f, bx, x2), TLanes.MultiplyAdd(f, by, y2));
            f = TLanes.Broadcast(a[3]);
            (x3, y3) = (TLanes.MultiplyAdd(f, bx, x3), TLanes.MultiplyAdd(f, by, y3));
            f = TLanes.Broadcast(a[4]);
            (x4, y4) = (TLanes.MultiplyAdd(f, bx, x4), TLanes.MultiplyAdd(f, by, y4));
            f = TLanes.Broadcast(a[5]);
            (x5, y5) = (TLanes.MultiplyAdd(f, bx, x5), TLanes.MultiplyAdd(f, by, y5));
        }
        StorePair(x0, y0, c);
        StorePair(x1, y1, c + stride);
        StorePair(x2, y2, c + (2 * stride));
        StorePair(x3, y3, c + (3 * stride));
        StorePair(x4, y4, c + (4 * stride));
        StorePair(x5, y5, c + (5 * stride));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Row(float* a, float* b, int* offsets, int depth, float* c, int count)
    {
        for (var i = 0; i < count; i += 4 * TLanes.Count)
        {
            TVector s0, s1, s2, s3;
            s0 = s1 = s2 = s3 = default;
            for (var k = 0; k < depth; k++)
            {
                var row = b + offsets[k] + i;
                var f = TLanes.Broadcast(a[k]);
                s0 = TLanes.MultiplyAdd(f, TLanes.Load(row), s0);
                s1 = TLanes.MultiplyAdd(f, TLanes.Load(row + TLanes.Count), s1);
                s2 = TLanes.MultiplyAdd(f, TLanes.Load(row + (2 * TLanes.Count)), s2);
                s3 = TLanes.MultiplyAdd(f, TLanes.Load(row + (3 * TLanes.Count)), s3);
            }
            StorePair(s0, s1, c + i);
            StorePair(s2, s3, c + i + (2 * TLanes.Count));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Dot(float* a, int stride, float* b, int* offsets, int length, float* sums)
    {
        TVector s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s32;
        (s00, s01, s02) = LoadThree(sums);
        (s10, s11, s12) = LoadThree(sums + (3 * TLanes.Count));
        (s20, s21, s22) = LoadThree(sums + (6 * TLanes.Count));
        (s30, s31, s32) = LoadThree(sums + (9 * TLanes.Count));
        var p0 = b + offsets[0];
        var p1 = b + offsets[1];
        var p2 = b + offsets[2];
        for (var i = 0; i < length; i += TLanes.Count)
        {
            var (b0, b1, b2) = (TLanes.Load(p0 + i), TLanes.Load(p1 + i), TLanes.Load(p2 + i));
            var f = TLanes.Load(a + i);
            (s00, s01, s02) = (TLanes.MultiplyAdd(f, b0, s00), TLanes.MultiplyAdd(f, b1, s01), TLanes.MultiplyAdd(f, b2, s02));
            f = TLanes.Load(a + stride + i);
            (s10, s11, s12) = (TLanes.MultiplyAdd(f, b0, s10), TLanes.MultiplyAdd(f, b1, s11), TLanes.MultiplyAdd(f, b2, s12));
            f = TLanes.Load(a + (2 * stride) + i);
            (s20, s21, s22) = (TLanes.MultiplyAdd(f, b0, s20), TLanes.MultiplyAdd(f, b1, s21), TLanes.MultiplyAdd(f, b2, s22));
            f = TLanes.Load(a + (3 * stride) + i);
            (s30, s31, s32) = (TLanes.MultiplyAdd(f, b0, s30), TLanes.MultiplyAdd(f, b1, s31), TLanes.MultiplyAdd(f, b2, s32));
        }
        StoreThree(s00, s01, s02, sums);
        StoreThree(s10, s11, s12, sums + (3 * TLanes.Count));
        StoreThree(s20, s21, s22, sums + (6 * TLanes.Count));
        StoreThree(s30, s31, s32, sums + (9 * TLanes.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void DotRow(float* a, float* b, int* offsets, int length, float* sums)
    {
        var (s0, s1, s2) = LoadThree(sums);
        var p0 = b + offsets[0];
        var p1 = b + offsets[1];
        var p2 = b + offsets[2];
        for (var i = 0; i < length; i += TLanes.Count)
        {
            var f = TLanes.Load(a + i);
            s0 = TLanes.MultiplyAdd(f, TLanes.Load(p0 + i), s0);
            s1 = TLanes.MultiplyAdd(f, TLanes.Load(p1 + i), s1);
            s2 = TLanes.MultiplyAdd(f, TLanes.Load(p2 + i), s2);
        }
        StoreThree(s0, s1, s2, sums);
    }

    /// <inheritdoc/>
    public override float Reduce(float* vector) => TLanes.Sum(TLanes.Load(vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(TVector first, TVector second, float* target)
    {
        TLanes.Store(first, target);
        TLanes.Store(second, target + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector First, TVector Second, TVector Third) LoadThree(float* source) =>
        (TLanes.Load(source), TLanes.Load(source + TLanes.Count), TLanes.Load(source + (2 * TLanes.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreThree(TVector first, TVector second, TVector third, float* target)
    {
        TLanes.Store(first, target);
        TLanes.Store(second, target + TLanes.Count);
        TLanes.Store(third, target + (2 * TLanes.Count));
    }
}
