using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class ImageResizeTests
{
    [Theory]
    [InlineData(Resampling.Area)]
    [InlineData(Resampling.Bilinear)]
    public void A_plain_picture_stays_plain_at_every_size(Resampling resampling)
    {
        var plain = new Image(13, 9, 3);
        Array.Fill(plain.Pixels, (byte)201);
        foreach (var (width, height) in ((int, int)[])[(1, 1), (5, 30), (40, 3), (12, 8), (14, 10), (13, 9)])
            Assert.All(plain.Resize(width, height, resampling).Pixels, value => Assert.Equal(201, value));
    }

    [Fact]
    public void Area_keeps_the_mean()
    {
        var picture = TestPictures.Noise(97, 61, 1, seed: 6);
        var mean = picture.Pixels.Average(value => (double)value);
        Assert.InRange(picture.Resize(31, 17).Pixels.Average(value => (double)value) - mean, -0.5, 0.5);
        Assert.InRange(picture.Resize(1, 1).Pixels[0] - mean, -0.51, 0.51);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ImageResize.Resize(new byte[11], 4, 3, 1, new byte[4], 2, 2, Resampling.Area));
        Assert.Throws<ArgumentException>(() => ImageResize.Resize(new byte[12], 4, 3, 1, new byte[5], 2, 2, Resampling.Area));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Image(2, 2, 1).Resize(0, 4));
        Assert.Throws<ArgumentException>(() => new Image(4, 4, 1).ResizePart(2, 0, 3, 1, new byte[1], 1, 1));
        Assert.Throws<ArgumentException>(() => new Image(4, 4, 1).ResizePart(0, 0, 4, 4, new byte[3], 2, 2));
    }

    [Theory]
    [InlineData(1, 20, 12)]
    [InlineData(3, 20, 12)]
    [InlineData(3, 33, 25)]
    public void A_part_is_scaled_as_a_copy_of_it(int channels, int width, int height)
    {
        var picture = TestPictures.Noise(50, 40, channels, 3);
        var scaled = new byte[width * height * channels];
        picture.ResizePart(7, 5, 33, 25, scaled, width, height);
        Assert.Equal(picture.Crop(7, 5, 33, 25).Resize(width, height).Pixels, scaled);
    }
}
