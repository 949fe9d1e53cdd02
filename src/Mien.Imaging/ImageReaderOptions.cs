namespace Mien.Imaging;

/// <summary>Limits on what an <see cref="ImageReader"/> accepts, since pictures come from strangers.</summary>
public sealed record ImageReaderOptions
{
    /// <summary>The largest width × height that is decoded, at least 1; by default 100 million.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>The largest file or stream that is read, in bytes, from 1 to 2,000,000,000; by default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L << 20;
}
