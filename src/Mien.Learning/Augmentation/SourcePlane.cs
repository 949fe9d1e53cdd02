namespace Mien.Learning.Augmentation;

/// <summary>One plane of a picture with interleaved channels: a channel, or the luma of three (BT.601) where the channel is −1.</summary>
internal readonly ref struct SourcePlane(ReadOnlySpan<byte> pixels, int width, int height, int channels, int channel)
{
    private readonly ReadOnlySpan<byte> _pixels = pixels;
    private readonly int _channels = channels;
    private readonly int _channel = channel;

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Writes the plane through a table of 256 values.</summary>
    public void CopyTo(Span<float> destination, int stride, ReadOnlySpan<float> values)
    {
        for (var y = 0; y < Height; y++)
        {
            var row = _pixels.Slice(y * Width * _channels, Width * _channels);
            var to = destination.Slice(y * stride, Width);
            for (var x = 0; x < to.Length; x++)
                to[x] = values[_channels == 1 ? row[x] : ValueAt(row, 3 * x)];
        }
    }

    /// <summary>Writes the plane inside a border one pixel wide: zeros, or the edge repeated.</summary>
    public void CopyPadded(Span<float> padded, ReadOnlySpan<float> values, BorderMode border)
    {
        var stride = Width + 2;
        padded = padded[..(stride * (Height + 2))];
        CopyTo(padded[(stride + 1)..], stride, values);
        for (var y = 1; y <= Height; y++)
        {
            var row = padded.Slice(y * stride, stride);
            (row[0], row[^1]) = border == BorderMode.Replicate ? (row[1], row[^2]) : (0, 0);
        }
        if (border == BorderMode.Replicate)
        {
            padded.Slice(stride, stride).CopyTo(padded);
            padded.Slice(Height * stride, stride).CopyTo(padded[((Height + 1) * stride)..]);
        }
        else
        {
            padded[..stride].Clear();
            padded[((Height + 1) * stride)..].Clear();
        }
    }

    private int ValueAt(ReadOnlySpan<byte> row, int at) =>
        _channel >= 0 ? row[at + _channel] : (299 * row[at] + 587 * row[at + 1] + 114 * row[at + 2] + 500) / 1000;
}
