namespace Mien.Imaging;

/// <summary>Turns a picture upright by its EXIF orientation (CIPA DC-008, tag 0x0112).</summary>
internal static class Orientation
{
    /// <summary>Applies orientation 2 to 8; any other value leaves the picture as it is.</summary>
    public static Image Apply(Image image, int orientation)
    {
        if (orientation is < 2 or > 8)
            return image;

        // Source position of output (x, y) is origin + x · stepX + y · stepY, in pixels.
        var (w, h) = (image.Width, image.Height);
        var (origin, stepX, stepY) = orientation switch
        {
            2 => (w - 1, -1, w),
            3 => ((w * h) - 1, -1, -w),
            4 => ((h - 1) * w, 1, -w),
            5 => (0, w, 1),
            6 => ((h - 1) * w, -w, 1),
            7 => ((w * h) - 1, -w, -1),
            _ => (w - 1, w, -1),
        };
        var result = orientation >= 5 ? new Image(h, w, image.Channels) : new Image(w, h, image.Channels);
        Gather(image, result, origin, stepX, stepY);
        return result;
    }

    private static void Gather(Image source, Image target, int origin, int stepX, int stepY)
    {
        var channels = source.Channels;
        var (from, to) = (source.Pixels, target.Pixels);
        for (var (y, at) = (0, 0); y < target.Height; y++)
        {
            var position = (origin + (y * stepY)) * channels;
            for (var x = 0; x < target.Width; x++, position += stepX * channels)
            {
                for (var c = 0; c < channels; c++)
                    to[at++] = from[position + c];
            }
        }
    }
}
