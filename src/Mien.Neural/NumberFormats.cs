using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Neural;

/// <summary>Stored numbers: what bf16 means, and that all are finite.</summary>
internal static class NumberFormats
{
    /// <summary>A bf16 number, the upper half of a single, as a single.</summary>
    public static float FromBFloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>Throws where a value is infinite or not a number.</summary>
    /// <param name="values">The values.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="ModelFormatException">A value is not finite.</exception>
    public static void RequireFinite(ReadOnlySpan<float> values, string name, string file)
    {
        // A finite number times zero is zero; anything else spoils the sum.
        var sum = Vector<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var vector in vectors)
            sum += vector * Vector<float>.Zero;
        var rest = Vector.Sum(sum);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            rest += value * 0;
        if (rest != 0)
        {
            throw new ModelFormatException(
                $"{file}: the tensor '{name}' holds values that are not finite numbers (NaN or infinity); the training that made it has failed.");
        }
    }
}
