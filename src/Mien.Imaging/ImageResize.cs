namespace Mien.Imaging;

/// <summary>Scales pictures; pixel centres lie at half-integers, so that the borders of both pictures coincide.</summary>
public static class ImageResize
{
    /// <summary>A picture scaled to another size.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="width">New pixels a row, at least 1.</param>
    /// <param name="height">New rows, at least 1.</param>
    /// <param name="resampling">How samples are taken.</param>
    /// <returns>A new picture of as many channels, or the picture itself where it has that size already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Image Resize(this Image image, int width, int height, Resampling resampling = Resampling.Area)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (width == image.Width && height == image.Height)
            return image;
        var result = new Image(width, height, image.Channels);
        Resize(image.Pixels, image.Width, image.Height, image.Channels, result.Pixels, width, height, resampling);
        return result;
    }

    /// <summary>Scales interleaved samples from one buffer to another.</summary>
    /// <param name="source">H×W×C samples.</param>
    /// <param name="sourceWidth">Pixels a row of the source.</param>
    /// <param name="sourceHeight">Rows of the source.</param>
    /// <param name="channels">Samples a pixel, at least 1.</param>
    /// <param name="destination">Exactly as many samples as the new size has.</param>
    /// <param name="width">New pixels a row.</param>
    /// <param name="height">New rows.</param>
    /// <param name="resampling">How samples are taken.</param>
    /// <exception cref="ArgumentException">A buffer's length does not fit its size.</exception>
    public static void Resize(
        ReadOnlySpan<byte> source, int sourceWidth, int sourceHeight, int channels, Span<byte> destination, int width, int height, Resampling resampling)
    {
        if (source.Length != (long)sourceWidth * sourceHeight * channels)
            throw new ArgumentException($"A {sourceWidth}×{sourceHeight}×{channels} picture does not have {source.Length} samples.", nameof(source));
        if (destination.Length != (long)width * height * channels)
            throw new ArgumentException($"A {width}×{height}×{channels} picture does not have {destination.Length} samples.", nameof(destination));
        var from = new PictureSpan(source, sourceWidth, sourceHeight, channels);
        if (resampling == Resampling.Bilinear)
            BilinearResize.Run(from, destination, width, height);
        else
            AreaResize.Run(from, destination, width, height);
    }
}
