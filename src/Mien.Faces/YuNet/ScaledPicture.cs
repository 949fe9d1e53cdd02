using System.Buffers;
using Mien.Imaging;

namespace Mien.Faces.YuNet;

/// <summary>A picture on its way through the scales, from the finest to the coarsest, each made of the one before.</summary>
internal sealed class ScaledPicture : IDisposable
{
    private readonly int channels;
    private byte[] pixels;
    private int width;
    private int height;
    private bool isRented;

    public ScaledPicture(Image image)
    {
        (channels, pixels, width, height) = (image.Channels, image.Pixels, image.Width, image.Height);
    }

    /// <summary>The samples, row by row.</summary>
    public ReadOnlySpan<byte> Pixels => pixels.AsSpan(0, width * height * channels);

    /// <summary>Scales the picture further: means of areas where it shrinks, linear where it grows.</summary>
    public void Resize(int newWidth, int newHeight)
    {
        if (newWidth == width && newHeight == height)
            return;
        var length = newWidth * newHeight * channels;
        var scaled = ArrayPool<byte>.Shared.Rent(length);
        ImageResize.Resize(Pixels, width, height, channels, scaled.AsSpan(0, length), newWidth, newHeight, Resampling.Area);
        Dispose();
        (pixels, width, height, isRented) = (scaled, newWidth, newHeight, true);
    }

    public void Dispose()
    {
        if (isRented)
            ArrayPool<byte>.Shared.Return(pixels);
        isRented = false;
    }
}
