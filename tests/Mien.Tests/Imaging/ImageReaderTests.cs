using System.Text;
using Mien.Imaging;
using Mien.Imaging.Vips;

namespace Mien.Tests.Imaging;

public class ImageReaderTests
{
    private static readonly ImageReader Reader = new();

    [Theory]
    [InlineData(ImageFormat.Png, 3, 0)]
    [InlineData(ImageFormat.Png, 1, 0)]
    [InlineData(ImageFormat.Jpeg, 3, 8)]
    [InlineData(ImageFormat.Jpeg, 1, 4)]
    [InlineData(ImageFormat.WebP, 3, 12)]
    public void A_written_picture_is_read_back(ImageFormat format, int channels, int tolerance)
    {
        var picture = TestPictures.Gradient(67, 43, channels);
        var back = Reader.Read(ImageWriter.Encode(picture, format, 95));
        TestPictures.AssertClose(picture, back, tolerance);
    }

    [Fact]
    public void Paths_streams_and_bytes_give_the_same_picture()
    {
        var picture = TestPictures.Noise(31, 17, 3, seed: 1);
        var path = Path.Combine(Path.GetTempPath(), $"mien-{Guid.NewGuid():N}.png");
        try
        {
            ImageWriter.Write(picture, path);
            using var stream = File.OpenRead(path);
            using var pipe = new System.IO.Compression.GZipStream(Zipped(File.ReadAllBytes(path)), System.IO.Compression.CompressionMode.Decompress);
            Assert.Equal(picture.Pixels, Reader.Read(path).Pixels);
            Assert.Equal(picture.Pixels, Reader.Read(stream).Pixels);
            Assert.Equal(picture.Pixels, Reader.Read(pipe).Pixels);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("tiffsave_buffer")]
    [InlineData("gifsave_buffer")]
    public void Tiff_and_gif_are_read(string saver)
    {
        var picture = TestPictures.Quarters(32, 24);
        var file = TestPictures.Save(picture.Pixels, 32, 24, 3, VipsNames.FormatUChar, VipsNames.InterpretationSrgb, saver);
        TestPictures.AssertClose(picture, Reader.Read(file), 2);
    }

    [Fact]
    public void Heic_is_read_or_refused_by_name()
    {
        var picture = TestPictures.Gradient(64, 64, 3);
        byte[] file;
        try
        {
            file = TestPictures.Save(picture.Pixels, 64, 64, 3, VipsNames.FormatUChar, VipsNames.InterpretationSrgb, "heifsave_buffer");
        }
        catch (VipsException)
        {
            // No encoder for it on this machine: then it is the refusal that must be clear.
            Refused([0, 0, 0, 24, .. "ftypheic"u8, .. new byte[40]], "'x.jpg' is ");
            return;
        }

        TestPictures.AssertClose(picture, Reader.Read(file), 24);
    }

    [Fact]
    public void Every_exif_orientation_stands_upright()
    {
        var upright = TestPictures.Quarters(48, 32);
        for (byte orientation = 1; orientation <= 8; orientation++)
        {
            var stored = Stored(upright, orientation);
            var back = Reader.Read(TestPictures.WithOrientation(ImageWriter.Encode(stored, ImageFormat.Jpeg, 100), orientation));
            Assert.Equal((48, 32), (back.Width, back.Height));
            foreach (var (x, y) in ((int, int)[])[(10, 6), (38, 6), (10, 26), (38, 26)])
            {
                for (var c = 0; c < 3; c++)
                    Assert.InRange(back.Row(y)[(x * 3) + c] - upright.Row(y)[(x * 3) + c], -10, 10);
            }
        }
    }

    [Fact]
    public void Cmyk_becomes_rgb()
    {
        var picture = TestPictures.Gradient(64, 64, 3);
        var file = TestPictures.Save(
            picture.Pixels, 64, 64, 3, VipsNames.FormatUChar, VipsNames.InterpretationSrgb, "jpegsave_buffer", convertTo: 15);
        var back = Reader.Read(file);
        Assert.Equal((64, 64, 3), (back.Width, back.Height, back.Channels));

        // Printing inks do not reach every colour: only the order of light and dark is sure.
        Assert.True(back.Row(0)[0] < 90 && back.Row(63)[(63 * 3) + 1] > 180);
    }

    [Theory]
    [InlineData(3, VipsNames.InterpretationRgb16)]
    [InlineData(1, VipsNames.InterpretationGrey16)]
    public void Sixteen_bits_become_eight(int channels, int interpretation)
    {
        const int formatUShort = 2;
        var picture = TestPictures.Gradient(40, 30, channels);
        var deep = new byte[picture.Pixels.Length * 2];
        for (var i = 0; i < picture.Pixels.Length; i++)
            deep[(2 * i) + 1] = picture.Pixels[i];
        var back = Reader.Read(TestPictures.Save(deep, 40, 30, channels, formatUShort, interpretation, "pngsave_buffer"));
        TestPictures.AssertClose(picture, back, 1);
    }

    [Theory]
    [InlineData(0, VipsNames.InterpretationSrgb)]
    [InlineData(2, VipsNames.InterpretationRgb16)]
    public void Transparent_parts_lie_on_white(int format, int interpretation)
    {
        // Opaque red, half-transparent black, fully transparent blue.
        byte[] pixels = [255, 0, 0, 255, 0, 0, 0, 128, 0, 0, 255, 0];
        var samples = format == 0 ? pixels : pixels.SelectMany(value => (byte[])[value, value]).ToArray();
        var back = Reader.Read(TestPictures.Save(samples, 3, 1, 4, format, interpretation, "pngsave_buffer"));
        TestPictures.AssertClose(new Image(3, 1, 3, [255, 0, 0, 127, 127, 127, 255, 255, 255]), back, 1);
    }

    [Fact]
    public void An_empty_file_is_refused() => Refused([], "'x.jpg' is empty (0 bytes).");

    [Fact]
    public void Text_named_jpg_is_refused() =>
        Refused(Encoding.UTF8.GetBytes("hello, this is no picture\n"), "'x.jpg' is not a picture but text; JPEG, PNG");

    [Fact]
    public void Random_bytes_are_refused() => Refused([1, 2, 3, 0, 5, 6, 7, 8], "'x.jpg' is not a picture of a known kind");

    [Fact]
    public void Bmp_and_ppm_are_refused_with_the_reason()
    {
        Refused([.. "BM"u8, .. new byte[60]], "'x.jpg' is a BMP picture; its decoder is not hardened");
        Refused([.. "P6\n2 2\n255\n"u8, .. new byte[12]], "'x.jpg' is a PPM/PGM picture");
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public void A_file_cut_in_half_is_refused(ImageFormat format)
    {
        var file = ImageWriter.Encode(TestPictures.Noise(200, 200, 3, seed: 2), format);
        Refused(file[..(file.Length / 2)], "'x.jpg' is damaged or cut short");
    }

    [Fact]
    public void A_cut_gif_or_tiff_is_refused()
    {
        var noise = TestPictures.Noise(200, 200, 3, seed: 3);
        foreach (var saver in (string[])["gifsave_buffer", "tiffsave_buffer"])
        {
            var file = TestPictures.Save(noise.Pixels, 200, 200, 3, 0, VipsNames.InterpretationSrgb, saver);
            Refused(file[..(file.Length / 2)], "'x.jpg' is damaged or cut short");
        }
    }

    [Fact]
    public void A_header_alone_is_refused() => Refused([0xFF, 0xD8, 0xFF], "'x.jpg' is damaged or cut short");

    [Fact]
    public void A_giant_png_is_refused_from_its_header() =>
        Refused(TestPictures.PngHeader(40_000, 40_000), "'x.jpg' is too large: 40,000×40,000 pixels; at most 100,000,000 are read.");

    [Fact]
    public void The_pixel_limit_is_exact()
    {
        var file = ImageWriter.Encode(TestPictures.Gradient(10, 10, 3), ImageFormat.Png);
        Assert.Equal(10, new ImageReader(new ImageReaderOptions { MaxPixels = 100 }).Read(file).Width);
        Assert.Throws<ImageFormatException>(() => new ImageReader(new ImageReaderOptions { MaxPixels = 99 }).Read(file));
    }

    [Fact]
    public void The_byte_limit_holds_for_bytes_and_streams()
    {
        var reader = new ImageReader(new ImageReaderOptions { MaxBytes = 10 });
        Assert.Contains("has 20 bytes; at most 10 are read", Assert.Throws<ImageFormatException>(() => reader.Read(new byte[20])).Message, StringComparison.Ordinal);
        Assert.Throws<ImageFormatException>(() => reader.Read(new MemoryStream(new byte[20])));
    }

    [Fact]
    public void A_missing_file_is_a_missing_file() =>
        Assert.Throws<FileNotFoundException>(() => Reader.Read(Path.Combine(Path.GetTempPath(), "no-such-picture.jpg")));

    [Fact]
    public void Many_threads_read_the_same_pixels()
    {
        var picture = TestPictures.Noise(64, 64, 3, seed: 4);
        var file = ImageWriter.Encode(picture, ImageFormat.Png);
        var cut = file[..(file.Length / 2)];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            if (i % 5 == 0)
                Assert.Throws<ImageFormatException>(() => Reader.Read(cut));
            else
                Assert.Equal(picture.Pixels, Reader.Read(file).Pixels);
        });
    }

    private static void Refused(byte[] file, string start) =>
        Assert.StartsWith(start, Assert.Throws<ImageFormatException>(() => Reader.Read(file, "x.jpg")).Message, StringComparison.Ordinal);

    private static MemoryStream Zipped(byte[] data)
    {
        var memory = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(memory, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(data);
        memory.Position = 0;
        return memory;
    }

    /// <summary>The picture as a camera stores it that held its sensor in the given orientation, by the wording of the EXIF standard.</summary>
    private static Image Stored(Image upright, byte orientation)
    {
        var (w, h) = (upright.Width, upright.Height);
        var stored = orientation >= 5 ? new Image(h, w, 3) : new Image(w, h, 3);
        for (var row = 0; row < stored.Height; row++)
        {
            for (var column = 0; column < stored.Width; column++)
            {
                // "The 0th row is at the visual … and the 0th column at the visual …"
                var (x, y) = orientation switch
                {
                    1 => (column, row),
                    2 => (w - 1 - column, row),
                    3 => (w - 1 - column, h - 1 - row),
                    4 => (column, h - 1 - row),
                    5 => (row, column),
                    6 => (w - 1 - row, column),
                    7 => (w - 1 - row, h - 1 - column),
                    _ => (row, h - 1 - column),
                };
                upright.Row(y).Slice(x * 3, 3).CopyTo(stored.Row(row)[(column * 3)..]);
            }
        }

        return stored;
    }
}
