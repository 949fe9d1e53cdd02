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

    /// <summary>Scales a rectangle of a picture by area means, without a copy of it.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="x">The left column of the rectangle.</param>
    /// <param name="y">Its top row.</param>
    /// <param name="width">Its pixels a row, at least 1; it lies in the picture.</param>
    /// <param name="height">Its rows, at least 1.</param>
    /// <param name="destination">Exactly as many samples as the new size has, of as many channels.</param>
    /// <param name="newWidth">New pixels a row, at least 1.</param>
    /// <param name="newHeight">New rows, at least 1.</param>
    /// <exception cref="ArgumentException">The rectangle does not lie in the picture, or the buffer's length does not fit the size.</exception>
    public static void ResizePart(this Image image, int x, int y, int width, int height, Span<byte> destination, int newWidth, int newHeight)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > image.Width - width || y > image.Height - height)
            throw new ArgumentException($"A {image.Width}×{image.Height} picture has no {width}×{height} pixels at ({x}, {y}).", nameof(image));
        if (newWidth < 1 || newHeight < 1 || destination.Length != (long)newWidth * newHeight * image.Channels)
            throw new ArgumentException($"A {newWidth}×{newHeight}×{image.Channels} picture does not have {destination.Length} samples.", nameof(destination));
        var part = new PictureSpan(image.Pixels.AsSpan(((y * image.Width) + x) * image.Channels), width, height, image.Channels, image.Width * image.Channels);
        if ((width, height) != (newWidth, newHeight))
            AreaResize.Run(part, destination, newWidth, newHeight);
        else
            part.CopyTo(destination);
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
