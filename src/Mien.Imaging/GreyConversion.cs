namespace Mien.Imaging;

/// <summary>Luma of RGB pictures after ITU-R BT.601, with the integer rounding of OpenCV's <c>cvtColor</c>.</summary>
public static class GreyConversion
{
    // 0.299, 0.587 and 0.114 in units of 1/32768.
    private const int Red = 9798;
    private const int Green = 19235;
    private const int Blue = 3735;

    /// <summary>A grey copy of a picture.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <returns>One channel of the same size; the picture itself where it is grey already.</returns>
    public static Image ToGrey(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels == 1)
            return image;
        var grey = new Image(image.Width, image.Height, 1);
        Convert(image.Pixels, grey.Pixels);
        return grey;
    }

    /// <summary>An RGB copy of a picture.</summary>
    /// <param name="image">Grey or RGB.</param>
    /// <returns>Three channels of the same size; the picture itself where it is RGB already.</returns>
    public static Image ToRgb(this Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Channels == 3)
            return image;
        var rgb = new Image(image.Width, image.Height, 3);
        var (from, to) = (image.Pixels, rgb.Pixels);
        for (var i = 0; i < from.Length; i++)
            to.AsSpan(i * 3, 3).Fill(from[i]);
        return rgb;
    }

    /// <summary>Converts interleaved RGB samples.</summary>
    /// <param name="rgb">3 × N samples.</param>
    /// <param name="grey">N samples.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static void Convert(ReadOnlySpan<byte> rgb, Span<byte> grey)
    {
        if (rgb.Length != (long)grey.Length * 3)
            throw new ArgumentException($"{grey.Length} grey samples need {(long)grey.Length * 3} RGB samples, not {rgb.Length}.", nameof(rgb));
        for (var i = 0; i < grey.Length; i++)
        {
            var pixel = rgb.Slice(i * 3, 3);
            grey[i] = (byte)(((pixel[0] * Red) + (pixel[1] * Green) + (pixel[2] * Blue) + (1 << 14)) >> 15);
        }
    }
}
