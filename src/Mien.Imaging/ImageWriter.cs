using Mien.Imaging.Vips;

namespace Mien.Imaging;

/// <summary>Writes pictures as JPEG, PNG or WebP, without metadata.</summary>
public static class ImageWriter
{
    /// <summary>The quality of lossy formats where none is given.</summary>
    public const int DefaultQuality = 90;

    /// <summary>Writes a file whole or not at all: a temporary name in the same folder, flushed to the disk, then renamed.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="path">Its ending (.jpg, .jpeg, .png, .webp) gives the format; an existing file is replaced.</param>
    /// <param name="quality">1 to 100, for JPEG and WebP.</param>
    /// <exception cref="ArgumentException">The ending names no format that can be written, or the quality is out of range.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Image image, string path, int quality = DefaultQuality)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Encode(image, FormatOf(path), quality);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Encodes to the bytes of a file.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="format">The file's format.</param>
    /// <param name="quality">1 to 100, for JPEG and WebP.</param>
    /// <returns>The whole file.</returns>
    /// <exception cref="ArgumentException">The quality is out of range, or the picture is larger than the format allows.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    public static byte[] Encode(Image image, ImageFormat format, int quality = DefaultQuality)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        var (saver, lossy) = format switch
        {
            ImageFormat.Jpeg => ("jpegsave_buffer", true),
            ImageFormat.Png => ("pngsave_buffer", false),
            ImageFormat.WebP => ("webpsave_buffer", true),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format that can be written."),
        };
        try
        {
            return VipsEncoder.Encode(image.Pixels, image.Width, image.Height, image.Channels, saver, lossy ? quality : null);
        }
        catch (VipsException error)
        {
            throw new ArgumentException($"A {image.Width}×{image.Height} picture cannot be written as {format}: {error.Message}.", nameof(image), error);
        }
    }

    /// <summary>The format that a path's ending names.</summary>
    /// <param name="path">A path or file name.</param>
    /// <returns>The format.</returns>
    /// <exception cref="ArgumentException">The ending names none.</exception>
    public static ImageFormat FormatOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JPG" or ".JPEG" => ImageFormat.Jpeg,
            ".PNG" => ImageFormat.Png,
            ".WEBP" => ImageFormat.WebP,
            _ => throw new ArgumentException($"'{path}' does not end in .jpg, .jpeg, .png or .webp, the formats that are written.", nameof(path)),
        };
    }
}
