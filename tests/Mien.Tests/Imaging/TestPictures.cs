using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Mien.Imaging;
using Mien.Imaging.Vips;

namespace Mien.Tests.Imaging;

/// <summary>Pictures and picture files made in code.</summary>
internal static class TestPictures
{
    /// <summary>A smooth picture: red grows to the right, green downwards, blue is their mean.</summary>
    public static Image Gradient(int width, int height, int channels)
    {
        var image = new Image(width, height, channels);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (r, g) = (x * 255 / Math.Max(1, width - 1), y * 255 / Math.Max(1, height - 1));
                var pixel = image.Row(y).Slice(x * channels, channels);
                pixel[0] = (byte)(channels == 1 ? (r + g) / 2 : r);
                if (channels == 3)
                    (pixel[1], pixel[2]) = ((byte)g, (byte)((r + g) / 2));
            }
        }

        return image;
    }

    public static Image Noise(int width, int height, int channels, int seed)
    {
        var image = new Image(width, height, channels);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    /// <summary>Four plain quarters: red and green above, blue and white below.</summary>
    public static Image Quarters(int width, int height)
    {
        var image = new Image(width, height, 3);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = image.Row(y).Slice(x * 3, 3);
                var (right, below) = (x >= width / 2, y >= height / 2);
                pixel[0] = (byte)(right == below ? 255 : 0);
                pixel[1] = (byte)(right ? 255 : 0);
                pixel[2] = (byte)(below ? 255 : 0);
            }
        }

        return image;
    }

    /// <summary>Puts an EXIF segment with nothing but an orientation behind a JPEG's start marker.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] segment =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>A PNG whose header promises a size that its data does not hold.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(new byte[1000]);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>Runs libvips operations on a picture and saves the result, for kinds of file that Mien itself does not write.</summary>
    public static unsafe byte[] Save(byte[] samples, int width, int height, int bands, int format, int interpretation, string saver, int? convertTo = null)
    {
        VipsLibrary.Require();
        fixed (byte* data = samples)
        {
            using var memory = new VipsObject(VipsExterns.vips_image_new_from_memory(data, (nuint)samples.Length, width, height, bands, format));
            using var copy = new VipsOperation("copy");
            using var tagged = copy.Set("in", memory).Set("interpretation", interpretation).RunImage();
            using var convert = new VipsOperation("colourspace");
            using var picture = convert.Set("in", tagged).Set("space", convertTo ?? interpretation).RunImage();
            using var save = new VipsOperation(saver);
            return save.Set("in", picture).RunBuffer();
        }
    }

    public static void AssertClose(Image expected, Image actual, int tolerance)
    {
        Assert.Equal((expected.Width, expected.Height, expected.Channels), (actual.Width, actual.Height, actual.Channels));
        var worst = 0;
        for (var i = 0; i < expected.Pixels.Length; i++)
            worst = Math.Max(worst, Math.Abs(expected.Pixels[i] - actual.Pixels[i]));
        Assert.True(worst <= tolerance, $"samples differ by up to {worst}, more than {tolerance}");
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(body));
        return chunk;
    }

    private static uint Crc(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        return ~crc;
    }
}
