using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class ImageCropTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_crop_is_the_nearest_source_pixel_everywhere(int channels)
    {
        var picture = TestPictures.Noise(11, 7, channels, seed: 7);
        foreach (var (x, y, w, h) in ((int, int, int, int)[])[(2, 1, 5, 4), (-3, -4, 20, 20), (-30, 2, 4, 3), (50, -9, 6, 2), (8, 5, 10, 10), (0, 0, 11, 7), (-2, 0, 3, 3), (int.MinValue, int.MaxValue, 2, 2)])
        {
            var crop = picture.Crop(x, y, w, h);
            for (var row = 0; row < h; row++)
            {
                for (var column = 0; column < w; column++)
                {
                    var (sx, sy) = ((int)Math.Clamp((long)x + column, 0, 10), (int)Math.Clamp((long)y + row, 0, 6));
                    Assert.Equal(picture.Row(sy).Slice(sx * channels, channels).ToArray(), crop.Row(row).Slice(column * channels, channels).ToArray());
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_picture_is_mirrored_in_place_as_in_a_copy(int channels)
    {
        var picture = TestPictures.Noise(7, 4, channels, seed: 3);
        var expected = picture.FlipHorizontally().Pixels;
        ImageCrop.FlipInPlace(picture);
        Assert.Equal(expected, picture.Pixels);
    }

    [Fact]
    public void Padding_adds_on_each_side()
    {
        var padded = new Image(2, 1, 1, [10, 20]).Pad(1, 1, 2, 0);
        Assert.Equal((5, 2), (padded.Width, padded.Height));
        Assert.Equal([10, 10, 20, 20, 20, 10, 10, 20, 20, 20], padded.Pixels);
        Assert.Throws<ArgumentOutOfRangeException>(() => padded.Pad(-1, 0, 0, 0));
    }

    [Fact]
    public void Flipping_exchanges_left_and_right()
    {
        Assert.Equal([3, 2, 1, 6, 5, 4], new Image(3, 2, 1, [1, 2, 3, 4, 5, 6]).FlipHorizontally().Pixels);
        Assert.Equal([4, 5, 6, 1, 2, 3], new Image(2, 1, 3, [1, 2, 3, 4, 5, 6]).FlipHorizontally().Pixels);
        float[] plane = [1, 2, 3, 4, 5, 6];
        ImageCrop.FlipHorizontally(plane, 3);
        Assert.Equal([3, 2, 1, 6, 5, 4], plane);
    }
}
