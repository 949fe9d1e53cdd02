namespace Mien.Imaging;

/// <summary>Tells from the first bytes why a file that no loader takes is not read, and whether it may be a film.</summary>
internal static class FileSignature
{
    private const string Readable = "JPEG, PNG, WebP, GIF, TIFF, and HEIC where libvips has it";

    public static string WhyUnknown(ReadOnlySpan<byte> file)
    {
        if (BlockedKind(file) is { } kind)
            return $"is a {kind} picture; its decoder is not hardened against strangers' files and stays blocked: convert it to PNG or JPEG.";
        if (file.Length > 12 && file[4..].StartsWith("ftyp"u8))
            return "is HEIC, AVIF or a video, which this libvips was built without; convert it to JPEG or PNG.";
        if (IsPicture(file))
            return "is damaged or cut short: its header cannot be read.";
        return LooksLikeText(file)
            ? $"is not a picture but text; {Readable} are read."
            : $"is not a picture of a known kind; {Readable} are read.";
    }

    /// <summary>Whether the first bytes leave open that a file is a film: they are neither those of a picture nor text.</summary>
    /// <param name="head">At least 512 bytes, or the whole file.</param>
    public static bool MayBeVideo(ReadOnlySpan<byte> head) =>
        BlockedKind(head) is null && !IsPicture(head) && !IsHeif(head) && (!LooksLikeText(head) || head.StartsWith("YUV4MPEG2"u8));

    private static string? BlockedKind(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("BM"u8) && file.Length > 26)
            return "BMP";
        var isMap = file.Length > 2 && file[0] == 'P' && file[1] is >= (byte)'1' and <= (byte)'7' && file[2] is (byte)'\n' or (byte)' ' or (byte)'\r';
        return isMap ? "PPM/PGM" : null;
    }

    private static bool IsPicture(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) || file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || file.StartsWith("GIF8"u8) || IsWebp(file) || file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

    /// <summary>RIFF holds films (AVI) and sound too.</summary>
    private static bool IsWebp(ReadOnlySpan<byte> file) => file.StartsWith("RIFF"u8) && (file.Length < 12 || file[8..].StartsWith("WEBP"u8));

    /// <summary>Whether a file of MP4's form names one of the brands of HEIC and AVIF.</summary>
    private static bool IsHeif(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file[4..].StartsWith("ftyp"u8))
            return false;
        var brand = file.Slice(8, 4);
        return brand.StartsWith("he"u8) || brand.StartsWith("avi"u8) || brand.SequenceEqual("crx "u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8);
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> file)
    {
        foreach (var value in file[..Math.Min(file.Length, 512)])
        {
            if (value < 0x20 && value is not ((byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\f'))
                return false;
        }

        return true;
    }
}
