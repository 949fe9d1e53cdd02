using Mien.Imaging;
using Mien.Learning.Data;

namespace Mien.Learning.Portraits;

/// <summary>Which part of a 48×48 picture counts as face: an upright ellipse with a soft edge.</summary>
internal static class FaceWindow
{
    /// <summary>The side of the pictures.</summary>
    public const int Side = Fer2013Reader.Side;

    /// <summary>The middle of a picture's side, where pixel centres lie at integers.</summary>
    public const double Middle = (Side - 1) / 2.0;

    /// <summary>The weights of a square picture's pixels: 1 in the ellipse, 0 well outside.</summary>
    /// <param name="side">The picture's side.</param>
    public static float[] Weights(int side)
    {
        var weights = new float[side * side];
        for (var i = 0; i < weights.Length; i++)
        {
            var x = (((i % side) + 0.5) / side) - 0.5;
            var y = (((i / side) + 0.5) / side) - 0.52;
            var radius = Math.Sqrt((x * x / (0.40 * 0.40)) + (y * y / (0.47 * 0.47)));
            weights[i] = (float)(1 / (1 + Math.Exp((radius - 0.95) * 18)));
        }
        return weights;
    }

    /// <summary>Makes the weighted mean 0 and the weighted variance 1, in place.</summary>
    public static void Normalize(Span<float> plane, ReadOnlySpan<float> weights)
    {
        double sum = 0, squares = 0, total = 0;
        for (var i = 0; i < plane.Length; i++)
        {
            sum += weights[i] * plane[i];
            total += weights[i];
        }
        var mean = sum / total;
        for (var i = 0; i < plane.Length; i++)
            squares += weights[i] * (plane[i] - mean) * (plane[i] - mean);
        var gain = 1 / Math.Sqrt((squares / total) + 1e-9);
        for (var i = 0; i < plane.Length; i++)
            plane[i] = (float)((plane[i] - mean) * gain);
    }

    /// <summary>The weighted mean of the product of two normalised planes: their correlation.</summary>
    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> weights)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (double)weights[i] * a[i] * b[i];
            total += weights[i];
        }
        return sum / total;
    }

    /// <summary>What stays of a picture when its lighting is taken away: differences from the neighbourhood, over the neighbourhood's contrast.</summary>
    /// <param name="pixels">Grey values 0 to 255.</param>
    public static float[] Structure(ReadOnlySpan<byte> pixels)
    {
        var plane = new float[pixels.Length];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = pixels[i];
        var local = GaussianBlur.Apply(plane, Side, 7);
        for (var i = 0; i < plane.Length; i++)
            plane[i] -= local[i];
        var spread = GaussianBlur.Apply(Array.ConvertAll(plane, value => value * value), Side, 7);
        for (var i = 0; i < plane.Length; i++)
            plane[i] /= MathF.Sqrt(spread[i]) + 6;
        return plane;
    }
}
