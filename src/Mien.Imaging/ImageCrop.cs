namespace Mien.Imaging;

/// <summary>Cuts, pads and mirrors pictures.</summary>
public static class ImageCrop
{
    /// <summary>A rectangle of a picture; what lies outside repeats the nearest border pixel.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="x">The left column; it may be negative.</param>
    /// <param name="y">The top row; it may be negative.</param>
    /// <param name="width">Pixels a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <returns>A new picture.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Image Crop(this Image image, int x, int y, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (channels, result) = (image.Channels, new Image(width, height, image.Channels));
        var left = (int)Math.Clamp(-(long)x, 0, width);
        var inside = (int)Math.Clamp(Math.Min((long)image.Width - x, width) - left, 0, width);
        for (var row = 0; row < height; row++)
        {
            var from = image.Row((int)Math.Clamp((long)y + row, 0, image.Height - 1));
            var to = result.Row(row);
            if (inside > 0)
                from.Slice((x + left) * channels, inside * channels).CopyTo(to[(left * channels)..]);
            var start = inside > 0 ? left : x < 0 ? width : 0;
            Repeat(from[..channels], to[..(start * channels)]);
            Repeat(from[^channels..], to[((start + inside) * channels)..]);
        }

        return result;
    }

    /// <summary>A picture with a border around it that repeats its outermost pixels.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <param name="left">Columns added on the left, at least 0.</param>
    /// <param name="top">Rows added above, at least 0.</param>
    /// <param name="right">Columns added on the right, at least 0.</param>
    /// <param name="bottom">Rows added below, at least 0.</param>
    /// <returns>A new picture.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A border is negative.</exception>
    public static Image Pad(this Image image, int left, int top, int right, int bottom)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfNegative(bottom);
        return image.Crop(-left, -top, checked(image.Width + left + right), checked(image.Height + top + bottom));
    }

    /// <summary>A picture with left and right exchanged.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <returns>A new picture.</returns>
    public static Image FlipHorizontally(this Image image) => Orientation.Apply(image, 2);

    /// <summary>Exchanges left and right of a picture in place.</summary>
    /// <param name="image">Grey or RGB; it is changed.</param>
    public static void FlipInPlace(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            // Reversing the samples turns each pixel's around as well; they are turned back.
            row.Reverse();
            for (var x = 0; x < row.Length && image.Channels == 3; x += 3)
                (row[x], row[x + 2]) = (row[x + 2], row[x]);
        }
    }

    /// <summary>Exchanges left and right of a plane of values in place.</summary>
    /// <param name="plane">Rows of <paramref name="width"/> values.</param>
    /// <param name="width">Values a row, at least 1.</param>
    /// <exception cref="ArgumentException">The plane is no whole number of rows.</exception>
    public static void FlipHorizontally(Span<float> plane, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (plane.Length % width != 0)
            throw new ArgumentException($"{plane.Length} values are no whole number of rows of {width}.", nameof(plane));
        for (var start = 0; start < plane.Length; start += width)
            plane.Slice(start, width).Reverse();
    }

    private static void Repeat(ReadOnlySpan<byte> pixel, Span<byte> target)
    {
        if (pixel.Length == 1)
        {
            target.Fill(pixel[0]);
            return;
        }

        for (var i = 0; i < target.Length; i += pixel.Length)
            pixel.CopyTo(target[i..]);
    }
}
