namespace Mien.Imaging;

/// <summary>Interleaved samples with their shape, borrowed from a caller.</summary>
internal readonly ref struct PictureSpan(ReadOnlySpan<byte> samples, int width, int height, int channels)
{
    private readonly ReadOnlySpan<byte> _samples = samples;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Channels { get; } = channels;

    public ReadOnlySpan<byte> Row(int y) => _samples.Slice(y * Width * Channels, Width * Channels);
}
