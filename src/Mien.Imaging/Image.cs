namespace Mien.Imaging;

/// <summary>A picture in memory: 8-bit grey (one channel) or RGB (three channels), rows contiguous from the top, origin at the top left.</summary>
public sealed class Image
{
    /// <summary>Wraps existing pixels without a copy.</summary>
    /// <param name="width">Pixels a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 (grey) or 3 (red, green, blue).</param>
    /// <param name="pixels">Exactly <c>width × height × channels</c> bytes, row by row.</param>
    /// <exception cref="ArgumentException">A size is out of range, or <paramref name="pixels"/> has another length.</exception>
    public Image(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 channel (grey) or 3 (RGB).");
        if (pixels.Length != (long)width * height * channels)
            throw new ArgumentException($"A {width}×{height} picture of {channels} channel(s) has {(long)width * height * channels} bytes, not {pixels.Length}.", nameof(pixels));
        (Width, Height, Channels, Pixels) = (width, height, channels, pixels);
    }

    /// <summary>A black picture.</summary>
    /// <param name="width">Pixels a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 (grey) or 3 (red, green, blue).</param>
    public Image(int width, int height, int channels)
        : this(width, height, channels, new byte[checked(width * height * channels)])
    {
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 (grey) or 3 (red, green, blue).</summary>
    public int Channels { get; }

    /// <summary>All samples, row by row, channels interleaved.</summary>
    public byte[] Pixels { get; }

    /// <summary>One row of <see cref="Width"/> × <see cref="Channels"/> samples.</summary>
    /// <param name="y">The row, from 0 at the top.</param>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * Channels, Width * Channels);
}
