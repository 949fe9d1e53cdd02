namespace Mien.Imaging;

/// <summary>Tells from the first bytes why a file that no loader takes is not read.</summary>
internal static class FileSignature
{
    private const string Readable = "JPEG, PNG, WebP, GIF, TIFF, and HEIC where libvips has it";

    public static string WhyUnknown(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("BM"u8) && file.Length > 26)
            return Blocked("BMP");
        if (file.Length > 2 && file[0] == 'P' && file[1] is >= (byte)'1' and <= (byte)'7' && file[2] is (byte)'\n' or (byte)' ' or (byte)'\r')
            return Blocked("PPM/PGM");
        if (file.Length > 12 && file[4..].StartsWith("ftyp"u8))
            return "is HEIC, AVIF or a video, which this libvips was built without; convert it to JPEG or PNG.";
        if (IsPicture(file))
            return "is damaged or cut short: its header cannot be read.";
        return LooksLikeText(file)
            ? $"is not a picture but text; {Readable} are read."
            : $"is not a picture of a known kind; {Readable} are read.";
    }

    private static string Blocked(string kind) =>
        $"is a {kind} picture; its decoder is not hardened against strangers' files and stays blocked: convert it to PNG or JPEG.";

    private static bool IsPicture(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) || file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || file.StartsWith("GIF8"u8) || file.StartsWith("RIFF"u8) || file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8);

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
