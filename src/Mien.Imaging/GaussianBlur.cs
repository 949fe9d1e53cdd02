namespace Mien.Imaging;

/// <summary>Smooths planes of values with a Gaussian, first along rows, then along columns; beyond the border the outermost value repeats.</summary>
public static class GaussianBlur
{
    /// <summary>A smoothed copy.</summary>
    /// <param name="plane">Height × width values.</param>
    /// <param name="width">Values a row.</param>
    /// <param name="sigma">The standard deviation in values, above 0.</param>
    public static float[] Apply(ReadOnlySpan<float> plane, int width, double sigma)
    {
        var kernel = Kernel(sigma);
        var height = plane.Length / width;
        var rows = new float[plane.Length];
        for (var y = 0; y < height; y++)
            Line(plane.Slice(y * width, width), 1, rows.AsSpan(y * width), kernel, width);
        var result = new float[plane.Length];
        for (var x = 0; x < width; x++)
            Line(rows.AsSpan(x), width, result.AsSpan(x), kernel, height);
        return result;
    }

    private static float[] Kernel(double sigma)
    {
        var radius = Math.Max(1, (int)Math.Ceiling(3 * sigma));
        var kernel = new double[(2 * radius) + 1];
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] = Math.Exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
        var sum = kernel.Sum();
        return Array.ConvertAll(kernel, value => (float)(value / sum));
    }

    private static void Line(ReadOnlySpan<float> source, int step, Span<float> target, float[] kernel, int length)
    {
        var radius = kernel.Length / 2;
        for (var i = 0; i < length; i++)
        {
            var sum = 0f;
            for (var k = 0; k < kernel.Length; k++)
                sum += kernel[k] * source[Math.Clamp(i + k - radius, 0, length - 1) * step];
            target[i * step] = sum;
        }
    }
}
