using System.Numerics.Tensors;
using Mien.Imaging;

namespace Mien.Learning.Protocol;

/// <summary>A picture in grey at 48×48 with mean 0 and standard deviation 1, for the last comparison of two.</summary>
internal static class NormalizedFace
{
    public const int Side = 48;

    private const int Reach = 2;

    private const int Middle = Side - 2 * Reach;

    public static void Fill(Image picture, Span<float> values)
    {
        GreyGrid.Fill(picture, Side, values);
        TensorPrimitives.Subtract(values, TensorPrimitives.Sum<float>(values) / values.Length, values);
        var deviation = TensorPrimitives.Norm<float>(values) / MathF.Sqrt(values.Length);
        if (deviation > 0)
            TensorPrimitives.Divide(values, deviation, values);
    }

    /// <summary>
    /// The mean absolute difference in standard deviations of the middle of one against the other moved by up to <see cref="Reach"/>
    /// pixels, at the best of these places: doubles are often cut out a pixel or two apart.
    /// </summary>
    public static float Difference(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float giveUpAbove)
    {
        var best = float.MaxValue;
        for (var dy = -Reach; dy <= Reach; dy++)
        {
            for (var dx = -Reach; dx <= Reach; dx++)
                best = Math.Min(best, DifferenceAt(first, second, dx, dy, Math.Min(best, giveUpAbove)));
        }
        return best;
    }

    private static float DifferenceAt(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int dx, int dy, float giveUpAbove)
    {
        Span<float> difference = stackalloc float[Middle];
        float sum = 0, limit = giveUpAbove * Middle * Middle;
        for (var y = Reach; y < Side - Reach && sum <= limit; y++)
        {
            TensorPrimitives.Subtract(first.Slice(y * Side + Reach, Middle), second.Slice((y + dy) * Side + Reach + dx, Middle), difference);
            sum += TensorPrimitives.SumOfMagnitudes<float>(difference);
        }
        return sum <= limit ? sum / (Middle * Middle) : float.MaxValue;
    }

    public static void Mirror(Span<float> values)
    {
        for (var row = 0; row < Side; row++)
            values.Slice(row * Side, Side).Reverse();
    }
}
