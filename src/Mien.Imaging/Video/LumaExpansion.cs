using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Imaging.Video;

/// <summary>Stretches luma of limited range, 16 to 235, to 0 to 255; what lies outside is clipped.</summary>
internal static class LumaExpansion
{
    // 255/219 in units of 1/256; 219 × 298 + 128 still fits 16 bits and gives 255.
    private const ushort Factor = 298;

    public static void Expand(ReadOnlySpan<byte> luma, Span<byte> grey)
    {
        var i = 0;
        ref var from = ref MemoryMarshal.GetReference(luma);
        ref var to = ref MemoryMarshal.GetReference(grey[..luma.Length]);
        for (; i <= luma.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var value = Vector256.LoadUnsafe(ref from, (nuint)i);
            value = Vector256.Min(Vector256.Max(value, Vector256.Create((byte)16)), Vector256.Create((byte)235)) - Vector256.Create((byte)16);
            var (low, high) = Vector256.Widen(value);
            Vector256.Narrow(Stretch(low), Stretch(high)).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < luma.Length; i++)
            grey[i] = (byte)((((Math.Clamp((int)luma[i], 16, 235) - 16) * Factor) + 128) >> 8);
    }

    private static Vector256<ushort> Stretch(Vector256<ushort> value) =>
        ((value * Vector256.Create(Factor)) + Vector256.Create((ushort)128)) >> 8;
}
