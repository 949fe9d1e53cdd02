namespace Mien.Imaging;

/// <summary>Draws a picture through a <see cref="PerspectiveTransform"/>, bilinear between the four nearest samples.</summary>
public static class PerspectiveWarp
{
    /// <summary>Warps a plane.</summary>
    /// <param name="source">Height × width values.</param>
    /// <param name="width">Values a row of the source.</param>
    /// <param name="height">Rows of the source.</param>
    /// <param name="destination">A multiple of <paramref name="destWidth"/> values, apart from the source.</param>
    /// <param name="destWidth">Values a row of the result.</param>
    /// <param name="transform">From positions of the result to positions of the source.</param>
    /// <param name="border">The value outside; null repeats the nearest border sample.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Warp(
        ReadOnlySpan<float> source, int width, int height, Span<float> destination, int destWidth, in PerspectiveTransform transform, float? border)
    {
        if (width < 1 || height < 1 || source.Length != (long)width * height || destWidth < 1 || destination.Length % destWidth != 0)
            throw new ArgumentException($"A {width}×{height} plane does not have {source.Length} values, or rows of {destWidth} do not make {destination.Length}.");
        for (var i = 0; i < destination.Length; i++)
        {
            var (x, y) = transform.Apply(i % destWidth, i / destWidth);
            destination[i] = At(source, width, height, (float)x, (float)y, border);
        }
    }

    /// <summary>Warps a picture, rounding to the nearest of 256 levels; outside, the nearest border pixel repeats.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="width">Pixels a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="transform">From positions of the result to positions of the source.</param>
    /// <returns>A new picture of as many channels.</returns>
    public static Image Warp(this Image image, int width, int height, in PerspectiveTransform transform)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = new Image(width, height, image.Channels);
        var (plane, warped) = (new float[image.Width * image.Height], new float[width * height]);
        for (var channel = 0; channel < image.Channels; channel++)
        {
            for (var i = 0; i < plane.Length; i++)
                plane[i] = image.Pixels[(i * image.Channels) + channel];
            Warp(plane, image.Width, image.Height, warped, width, transform, null);
            for (var i = 0; i < warped.Length; i++)
                result.Pixels[(i * image.Channels) + channel] = (byte)MathF.Round(warped[i]);
        }
        return result;
    }

    private static float At(ReadOnlySpan<float> source, int width, int height, float x, float y, float? border)
    {
        // Beyond two pixels outside nothing changes any more; a position that is no number lies outside too.
        x = x >= -2 ? Math.Min(x, width + 1f) : -2;
        y = y >= -2 ? Math.Min(y, height + 1f) : -2;
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (fx, fy) = (x - left, y - top);
        var upper = Mix(Sample(source, width, height, left, top, border), Sample(source, width, height, left + 1, top, border), fx);
        var lower = Mix(Sample(source, width, height, left, top + 1, border), Sample(source, width, height, left + 1, top + 1, border), fx);
        return Mix(upper, lower, fy);
    }

    private static float Mix(float a, float b, float weight) => a + ((b - a) * weight);

    private static float Sample(ReadOnlySpan<float> source, int width, int height, int x, int y, float? border)
    {
        var (inX, inY) = (Math.Clamp(x, 0, width - 1), Math.Clamp(y, 0, height - 1));
        return border is { } level && (inX != x || inY != y) ? level : source[(inY * width) + inX];
    }
}
