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
    }
}
