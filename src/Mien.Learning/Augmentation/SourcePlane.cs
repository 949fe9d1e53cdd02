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
    public void CopyTo(Span<float> destination, ReadOnlySpan<float> values)
    {
        for (var y = 0; y < Height; y++)
        {
            var row = _pixels.Slice(y * Width * _channels, Width * _channels);
            var to = destination.Slice(y * Width, Width);
            for (var x = 0; x < to.Length; x++)
                to[x] = values[_channels == 1 ? row[x] : ValueAt(row, 3 * x)];
        }
    }

    private int ValueAt(ReadOnlySpan<byte> row, int at) =>
        _channel >= 0 ? row[at + _channel] : (299 * row[at] + 587 * row[at + 1] + 114 * row[at + 2] + 500) / 1000;
}
