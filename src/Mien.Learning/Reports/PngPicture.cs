using System.Buffers.Binary;
using System.IO.Compression;
using Mien.Imaging;

namespace Mien.Learning.Reports;

/// <summary>Small pictures inside a page: PNG (ISO/IEC 15948) without a library, so that a report needs none.</summary>
internal static class PngPicture
{
    private const int LargestSide = 96;
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture as the source of an image element; larger ones are scaled down.</summary>
    public static string Source(Image picture)
    {
        var scale = Math.Min(1, (double)LargestSide / Math.Max(picture.Width, picture.Height));
        var small = scale == 1 ? picture : picture.Resize(Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
        return "data:image/png;base64," + Convert.ToBase64String(Encode(small));
    }

    /// <summary>The bytes of a file.</summary>
    public static byte[] Encode(Image picture)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        (header[8], header[9], header[10], header[11], header[12]) = (8, picture.Channels == 1 ? (byte)0 : (byte)2, 0, 0, 0);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(picture));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(Image picture)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < picture.Height; y++)
            {
                stream.WriteByte(0);
                stream.Write(picture.Row(y));
            }
        }
        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(content, Sum(type, uint.MaxValue)));
        file.Write(number);
    }

    /// <summary>CRC-32 of ISO 3309, bit by bit: the pictures are small.</summary>
    private static uint Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }
        return sum;
    }
}
