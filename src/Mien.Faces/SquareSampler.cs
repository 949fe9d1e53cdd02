using System.Buffers;
using Mien.Imaging;

namespace Mien.Faces;

/// <summary>
/// Draws a turned square of a picture at another size without aliasing: a large one is first shrunk by area means, and each pixel is the mean of bilinear samples
/// that lie at most a pixel apart.
/// </summary>
internal static class SquareSampler
{
    // A square is shrunk to no less than twice its new size, so that turning costs no sharpness.
    private const int LeastRatio = 2;

    // A square far larger than the picture shows its edges, whatever the number of samples.
    private const int MostSamples = 16;

    /// <summary>Draws a square.</summary>
    /// <param name="image">Grey or RGB; beyond it its outermost pixels repeat.</param>
    /// <param name="square">What is drawn, not empty and finite.</param>
    /// <param name="size">Pixels along each side of the result.</param>
    /// <returns>A picture of the image's channels.</returns>
    public static Image Draw(Image image, in FaceSquare square, int size)
    {
        var shrink = Math.Max(1, (int)Math.Min(square.Side / (LeastRatio * size), Math.Max(image.Width, image.Height)));
        var reach = (square.Side / 2 * (Math.Abs(Math.Cos(square.Roll)) + Math.Abs(Math.Sin(square.Roll)))) + shrink + 1;
        var (left, width) = Within(square.CenterX, reach, image.Width);
        var (top, height) = Within(square.CenterY, reach, image.Height);
        var (smallWidth, smallHeight) = ((width + shrink - 1) / shrink, (height + shrink - 1) / shrink);
        var samples = (int)Math.Min(Math.Ceiling(square.Side / shrink / size), MostSamples);
        var (scaleX, scaleY) = (smallWidth / (double)width, smallHeight / (double)height);
        var middle = (size * samples / 2.0) - 0.5;
        var transform = AffineTransform.Around(square.CenterX - 0.5, square.CenterY - 0.5, middle, middle, -square.Roll, size * samples / square.Side)
            .Then(new AffineTransform(scaleX, 0, ((0.5 - left) * scaleX) - 0.5, 0, scaleY, ((0.5 - top) * scaleY) - 0.5));
        var (small, length) = (ArrayPool<byte>.Shared.Rent(smallWidth * smallHeight * image.Channels), smallWidth * smallHeight * image.Channels);
        image.ResizePart(left, top, width, height, small.AsSpan(0, length), smallWidth, smallHeight);
        var result = new Image(size, size, image.Channels);
        for (var channel = 0; channel < image.Channels; channel++)
            Draw(small.AsSpan(0, length), smallWidth, smallHeight, channel, transform, samples, result);
        ArrayPool<byte>.Shared.Return(small);
        return result;
    }

    /// <summary>The part of a row or column of pixels that a square touches, one pixel at least.</summary>
    private static (int Start, int Length) Within(double center, double reach, int length)
    {
        var start = (int)Math.Clamp(Math.Floor(center - reach), 0, length - 1);
        return (start, (int)Math.Clamp(Math.Ceiling(center + reach), start + 1, length) - start);
    }

    private static void Draw(ReadOnlySpan<byte> small, int width, int height, int channel, in AffineTransform transform, int samples, Image result)
    {
        var (size, channels) = (result.Width, result.Channels);
        var side = size * samples;
        var (plane, drawn) = (ArrayPool<float>.Shared.Rent(width * height), ArrayPool<float>.Shared.Rent(side * side));
        for (var i = 0; i < width * height; i++)
            plane[i] = small[(i * channels) + channel];
        AffineWarp.Warp(plane.AsSpan(0, width * height), width, height, drawn.AsSpan(0, side * side), side, side, transform);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
                result.Pixels[(((y * size) + x) * channels) + channel] = (byte)MathF.Round(Mean(drawn.AsSpan((y * samples * side) + (x * samples)), side, samples));
        }
        ArrayPool<float>.Shared.Return(plane);
        ArrayPool<float>.Shared.Return(drawn);
    }

    private static float Mean(ReadOnlySpan<float> from, int stride, int samples)
    {
        var sum = 0f;
        for (var y = 0; y < samples; y++)
        {
            foreach (var value in from.Slice(y * stride, samples))
                sum += value;
        }
        return sum / (samples * samples);
    }
}
