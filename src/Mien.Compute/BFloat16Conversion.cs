using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Compute;

/// <summary>Between f32 and the bits of bf16, the upper half of an f32. To bf16, values are rounded to nearest even; a NaN stays one.</summary>
internal static class BFloat16Conversion
{
    /// <summary>The bits of the nearest bf16.</summary>
    public static ushort Narrow(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return (ushort)((bits >> 16) | 0x40);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    /// <summary>The value of bf16 bits.</summary>
    public static float Widen(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>Rounds many values.</summary>
    /// <param name="source">The values.</param>
    /// <param name="target">As many bits.</param>
    public static void Narrow(ReadOnlySpan<float> source, Span<ushort> target)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(source);
        var results = MemoryMarshal.Cast<ushort, Vector<ushort>>(target[..source.Length]);
        for (var i = 0; i < results.Length; i++)
            results[i] = Vector.Narrow(Upper(vectors[2 * i]), Upper(vectors[(2 * i) + 1]));
        for (var i = results.Length * Vector<ushort>.Count; i < source.Length; i++)
            target[i] = Narrow(source[i]);
    }

    /// <summary>Widens many values.</summary>
    /// <param name="source">The bits.</param>
    /// <param name="target">As many values.</param>
    public static void Widen(ReadOnlySpan<ushort> source, Span<float> target)
    {
        var vectors = MemoryMarshal.Cast<ushort, Vector<ushort>>(source);
        var results = MemoryMarshal.Cast<float, Vector<uint>>(target[..source.Length]);
        for (var i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out var low, out var high);
            results[2 * i] = low << 16;
            results[(2 * i) + 1] = high << 16;
        }
        for (var i = vectors.Length * Vector<ushort>.Count; i < source.Length; i++)
            target[i] = Widen(source[i]);
    }

    private static Vector<uint> Upper(Vector<float> value)
    {
        var bits = Vector.AsVectorUInt32(value);
        var rounded = (bits + new Vector<uint>(0x7FFF) + ((bits >>> 16) & Vector<uint>.One)) >>> 16;
        var quiet = (bits >>> 16) | new Vector<uint>(0x40);
        return Vector.ConditionalSelect(Vector.AsVectorUInt32(Vector.Equals(value, value)), rounded, quiet);
    }
}
