using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Compute;

/// <summary>
/// The factors of <see cref="Operations.Dropout"/>: 0 with probability rate, else 1 / (1 − rate). A factor depends on the seed, the salt and the element's
/// index alone (a counter through an integer hash, Wellons' lowbias32 with a key), so any part may be filled by any thread, at any vector width.
/// </summary>
internal readonly struct DropoutMask
{
    private readonly uint firstKey;
    private readonly uint secondKey;
    private readonly uint threshold;
    private readonly float factor;

    /// <summary>Prepares the factors of one step.</summary>
    /// <param name="rate">From 0 up to below 1.</param>
    /// <param name="salt">The operation's.</param>
    /// <param name="seed">Two whole numbers below 2²⁴.</param>
    public DropoutMask(float rate, int salt, ReadOnlySpan<float> seed)
    {
        var mixed = Mix((uint)seed[0] + 0x9E3779B9u);
        mixed = Mix(mixed ^ (uint)seed[1]);
        firstKey = Mix(mixed ^ (uint)salt);
        secondKey = Mix(firstKey + 0x85EBCA6Bu);
        threshold = (uint)(rate * 4294967296.0);
        factor = (float)(1 / (1 - (double)rate));
    }

    /// <summary>Fills f32 factors.</summary>
    /// <param name="factors">Receives them.</param>
    /// <param name="start">The index of the first element.</param>
    public void Fill(Span<float> factors, int start)
    {
        var i = 0;
        var kept = new Vector<float>(factor);
        foreach (ref var target in MemoryMarshal.Cast<float, Vector<float>>(factors))
        {
            target = Vector.BitwiseAnd(kept, Vector.AsVectorSingle(Kept((uint)(start + i))));
            i += Vector<float>.Count;
        }
        for (; i < factors.Length; i++)
            factors[i] = IsKept((uint)(start + i)) ? factor : 0;
    }

    /// <summary>Fills bf16 factors, rounded to nearest even.</summary>
    /// <param name="factors">Receives their bits.</param>
    /// <param name="start">The index of the first element.</param>
    public void Fill(Span<ushort> factors, int start)
    {
        var i = 0;
        var bits = BFloat16Conversion.Narrow(factor);
        var kept = new Vector<ushort>(bits);
        foreach (ref var target in MemoryMarshal.Cast<ushort, Vector<ushort>>(factors))
        {
            var low = Kept((uint)(start + i));
            var high = Kept((uint)(start + i + Vector<uint>.Count));
            target = Vector.BitwiseAnd(kept, Vector.Narrow(low, high));
            i += Vector<ushort>.Count;
        }
        for (; i < factors.Length; i++)
            factors[i] = IsKept((uint)(start + i)) ? bits : (ushort)0;
    }

    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7FEB352Du;
        x = (x ^ (x >> 15)) * 0x846CA68Bu;
        return x ^ (x >> 16);
    }

    private bool IsKept(uint index)
    {
        var x = (index * 0x9E3779B1u) ^ firstKey;
        x = (x ^ (x >> 16)) * 0x7FEB352Du;
        x = ((x ^ (x >> 15)) + secondKey) * 0x846CA68Bu;
        return (x ^ (x >> 16)) >= threshold;
    }

    private Vector<uint> Kept(uint start)
    {
        var x = ((Vector<uint>.Indices + new Vector<uint>(start)) * 0x9E3779B1u) ^ new Vector<uint>(firstKey);
        x = (x ^ (x >>> 16)) * 0x7FEB352Du;
        x = ((x ^ (x >>> 15)) + new Vector<uint>(secondKey)) * 0x846CA68Bu;
        return Vector.GreaterThanOrEqual(x ^ (x >>> 16), new Vector<uint>(threshold));
    }
}
