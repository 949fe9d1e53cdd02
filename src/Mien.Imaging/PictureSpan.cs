namespace Mien.Imaging;

/// <summary>Interleaved samples with their shape, borrowed from a caller.</summary>
/// <param name="samples">From the first sample on.</param>
/// <param name="width">Pixels a row.</param>
/// <param name="height">Rows.</param>
/// <param name="channels">Samples a pixel.</param>
/// <param name="stride">Samples from one row to the next, where these are a part of a wider picture; 0 where they are all of it.</param>
internal readonly ref struct PictureSpan(ReadOnlySpan<byte> samples, int width, int height, int channels, int stride = 0)
{
    private readonly ReadOnlySpan<byte> _samples = samples;
    private readonly int _stride = stride > 0 ? stride : width * channels;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Channels { get; } = channels;

    /// <summary>Copies all rows, one after the other.</summary>
    public void CopyTo(Span<byte> target)
    {
        for (var y = 0; y < Height; y++)
            Row(y).CopyTo(target[(y * Width * Channels)..]);
    }

    public ReadOnlySpan<byte> Row(int y) => _samples.Slice(y * _stride, Width * Channels);
}
