using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class ImageWriterTests
{
    [Fact]
    public void Quality_governs_the_size()
    {
        var picture = TestPictures.Noise(100, 100, 3, seed: 1);
        Assert.True(ImageWriter.Encode(picture, ImageFormat.Jpeg, 30).Length < ImageWriter.Encode(picture, ImageFormat.Jpeg, 95).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageWriter.Encode(picture, ImageFormat.Jpeg, 0));
    }

    [Fact]
    public void A_file_is_replaced_and_nothing_else_is_left_behind()
    {
        var folder = Directory.CreateTempSubdirectory("mien-");
        try
        {
            var path = Path.Combine(folder.FullName, "a.png");
            File.WriteAllText(path, "old");
            var picture = TestPictures.Gradient(9, 5, 1);
            ImageWriter.Write(picture, path);
            Assert.Equal(picture.Pixels, new ImageReader().Read(path).Pixels);
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_unknown_ending_is_refused_before_anything_is_written()
    {
        var error = Assert.Throws<ArgumentException>(() => ImageWriter.Write(new Image(2, 2, 1), "/nowhere/a.bmp"));
        Assert.Contains("does not end in .jpg, .jpeg, .png or .webp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_an_io_error() =>
        Assert.ThrowsAny<IOException>(() => ImageWriter.Write(new Image(2, 2, 1), Path.Combine(Path.GetTempPath(), "mien-none", "a.png")));
}
