using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Imaging.Video;

/// <summary>Scales one plane by area means; the same size costs nothing, and what shrinks to a half or less is halved first, which is fast.</summary>
internal sealed class PlaneScale(int sourceWidth, int sourceHeight, int width, int height)
{
    private readonly bool _isSame = (sourceWidth, sourceHeight) == (width, height);
    private readonly bool _isHalved = sourceWidth % 2 == 0 && sourceHeight % 2 == 0 && sourceWidth >= 2 * width && sourceHeight >= 2 * height;
    private PlaneScale? _rest;
    private byte[]? _result;
    private AxisWeights? _columns;
    private AxisWeights? _rows;

    /// <summary>The scaled plane, valid until the next call; the plane itself where nothing is to be done.</summary>
    public ReadOnlySpan<byte> Scale(ReadOnlySpan<byte> plane)
    {
        if (_isSame)
            return plane;
        if (_isHalved)
            return (_rest ??= new PlaneScale(sourceWidth / 2, sourceHeight / 2, width, height)).Scale(Half(plane));
        _result ??= GC.AllocateUninitializedArray<byte>(width * height);
        _columns ??= AxisWeights.Create(sourceWidth, width);
        _rows ??= AxisWeights.Create(sourceHeight, height);
        AreaResize.Run(new PictureSpan(plane, sourceWidth, sourceHeight, 1), _result, _columns, _rows);
        return _result;
    }

    private byte[] Half(ReadOnlySpan<byte> plane)
    {
        var (halfWidth, halfHeight) = (sourceWidth / 2, sourceHeight / 2);
        _result ??= GC.AllocateUninitializedArray<byte>(halfWidth * halfHeight);
        for (var y = 0; y < halfHeight; y++)
        {
            var rows = plane.Slice(2 * y * sourceWidth, 2 * sourceWidth);
            Halve(rows[..sourceWidth], rows[sourceWidth..], _result.AsSpan(y * halfWidth, halfWidth));
        }

        return _result;
    }

    /// <summary>Means of 2 × 2 samples, halves rounded up.</summary>
    internal static void Halve(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> result)
    {
        var x = 0;
        ref var a = ref MemoryMarshal.GetReference(upper);
        ref var b = ref MemoryMarshal.GetReference(lower);
        ref var to = ref MemoryMarshal.GetReference(result);
        for (; x <= result.Length - Vector256<byte>.Count; x += Vector256<byte>.Count)
        {
            var first = Quads(Vector256.LoadUnsafe(ref a, (nuint)(2 * x)), Vector256.LoadUnsafe(ref b, (nuint)(2 * x)));
            var next = (nuint)((2 * x) + Vector256<byte>.Count);
            Vector256.Narrow(first, Quads(Vector256.LoadUnsafe(ref a, next), Vector256.LoadUnsafe(ref b, next))).StoreUnsafe(ref to, (nuint)x);
        }

        for (; x < result.Length; x++)
            result[x] = (byte)((upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1] + 2) >> 2);
    }

    /// <summary>A 16-bit lane holds two neighbours: the even one below (as bytes lie on little-endian machines), the odd one above.</summary>
    private static Vector256<ushort> Quads(Vector256<byte> upper, Vector256<byte> lower)
    {
        var low = Vector256.Create((ushort)0xFF);
        var (u, l) = (upper.AsUInt16(), lower.AsUInt16());
        return ((u & low) + (u >> 8) + (l & low) + (l >> 8) + Vector256.Create((ushort)2)) >> 2;
    }
}
