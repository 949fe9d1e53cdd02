using Mien.Imaging.Vips;

namespace Mien.Imaging;

/// <summary>
/// Reads JPEG, PNG, WebP, GIF (the first frame), TIFF (the first page) and, where libvips was built with it, HEIC and AVIF. The result
/// stands upright (EXIF orientation applied), has 8 bits a sample, one channel where the file is grey and three (sRGB) otherwise;
/// transparent parts lie on white. Safe to use from many threads.
/// </summary>
public sealed class ImageReader
{
    private readonly ImageReaderOptions _options;

    /// <summary>A reader with the given limits, or the default ones.</summary>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of range.</exception>
    public ImageReader(ImageReaderOptions? options = null)
    {
        _options = options ?? new ImageReaderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxPixels, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxBytes, 2_000_000_000, nameof(options));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>The upright picture.</returns>
    /// <exception cref="ImageFormatException">It is not a picture that can be read.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public Image Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Read(stream, path);
    }

    /// <summary>Reads a stream from its position to its end.</summary>
    /// <param name="stream">A readable stream; it stays open.</param>
    /// <param name="name">The name that errors give it.</param>
    /// <returns>The upright picture.</returns>
    /// <exception cref="ImageFormatException">It is not a picture that can be read.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    public Image Read(Stream stream, string name = "stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek)
        {
            CheckBytes(stream.Length - stream.Position, name);
            var exact = new byte[stream.Length - stream.Position];
            return Read(exact.AsSpan(0, stream.ReadAtLeast(exact, exact.Length, throwOnEndOfStream: false)), name);
        }

        using var memory = new MemoryStream();
        var chunk = new byte[81920];
        for (int count; (count = stream.Read(chunk)) > 0;)
        {
            memory.Write(chunk, 0, count);
            CheckBytes(memory.Length, name);
        }

        return Read(memory.GetBuffer().AsSpan(0, (int)memory.Length), name);
    }

    /// <summary>Reads the bytes of a picture file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">The name that errors give it.</param>
    /// <returns>The upright picture.</returns>
    /// <exception cref="ImageFormatException">It is not a picture that can be read.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    public Image Read(ReadOnlySpan<byte> file, string name = "picture")
    {
        if (file.IsEmpty)
            throw new ImageFormatException(name, "is empty (0 bytes).");
        CheckBytes(file.Length, name);
        var loader = VipsDecoder.LoaderOf(file) ?? throw new ImageFormatException(name, FileSignature.WhyUnknown(file));
        try
        {
            var decoded = VipsDecoder.Decode(file, loader, (width, height) => CheckPixels(width, height, name));
            return Orientation.Apply(new Image(decoded.Width, decoded.Height, decoded.Channels, decoded.Pixels), decoded.Orientation);
        }
        catch (VipsException error)
        {
            throw new ImageFormatException(name, $"is damaged or cut short ({error.Message}).", error);
        }
    }

    private void CheckBytes(long bytes, string name)
    {
        if (bytes > _options.MaxBytes)
            throw new ImageFormatException(name, FormattableString.Invariant($"has {bytes:N0} bytes; at most {_options.MaxBytes:N0} are read."));
    }

    private void CheckPixels(int width, int height, string name)
    {
        if ((long)width * height > _options.MaxPixels)
        {
            throw new ImageFormatException(
                name, FormattableString.Invariant($"is too large: {width:N0}×{height:N0} pixels; at most {_options.MaxPixels:N0} are read."));
        }
    }
}
