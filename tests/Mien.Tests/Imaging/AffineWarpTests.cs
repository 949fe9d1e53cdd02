using Mien.Imaging;

namespace Mien.Tests.Imaging;

public class AffineWarpTests
{
    public static TheoryData<double, double, double, double> Motions => new()
    {
        { 0, 1, 0, 0 }, { 0.26, 1, 0, 0 }, { -0.2, 1.15, 3.3, -2.7 }, { 1.5, 0.8, 30, -30 }, { 0, 1, 0.5, 0.25 }, { 0, 1, 1000, 5 },
    };

    [Theory]
    [MemberData(nameof(Motions))]
    public void A_plane_is_sampled_as_defined(double turn, double scale, double shiftX, double shiftY)
    {
        const int w = 48, h = 45, dw = 51, dh = 47;
        var transform = AffineTransform.Around(23.5, 22, 25 + shiftX, 23 + shiftY, turn, scale);
        var random = new Random(8);
        var source = Enumerable.Range(0, w * h).Select(_ => random.NextSingle()).ToArray();
        var (constant, replicated) = (new float[dw * dh], new float[dw * dh]);
        AffineWarp.Warp(source, w, h, constant, dw, dh, transform, 0.25f);
        AffineWarp.Warp(source, w, h, replicated, dw, dh, transform);
        for (var i = 0; i < constant.Length; i++)
        {
            var (x, y) = transform.Apply(i % dw, i / dw);
            Assert.Equal(Reference(source, w, h, x, y, 0.25), constant[i], 1e-3);
            Assert.Equal(Reference(source, w, h, x, y, null), replicated[i], 1e-3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_picture_is_sampled_as_defined(int channels)
    {
        var picture = TestPictures.Noise(40, 30, channels, seed: 9);
        var transform = AffineTransform.Around(20, 15, 16, 17, 0.3, 0.9);
        var (constant, replicated) = (picture.Warp(33, 35, transform, border: 7), picture.Warp(33, 35, transform));
        for (var c = 0; c < channels; c++)
        {
            var plane = Enumerable.Range(0, 1200).Select(i => (float)picture.Pixels[(i * channels) + c]).ToArray();
            for (var i = 0; i < 33 * 35; i++)
            {
                var (x, y) = transform.Apply(i % 33, i / 33);
                Assert.InRange(constant.Pixels[(i * channels) + c] - Reference(plane, 40, 30, x, y, 7), -0.6, 0.6);
                Assert.InRange(replicated.Pixels[(i * channels) + c] - Reference(plane, 40, 30, x, y, null), -0.6, 0.6);
            }
        }
    }

    [Fact]
    public void Identity_changes_nothing()
    {
        var picture = TestPictures.Noise(21, 13, 3, seed: 10);
        Assert.Equal(picture.Pixels, picture.Warp(21, 13, AffineTransform.Identity, border: 0).Pixels);
    }

    [Fact]
    public void Bad_shapes_and_transforms_are_refused()
    {
        Assert.Throws<ArgumentException>(() => AffineWarp.Warp(new float[5], 2, 3, new float[4], 2, 2, AffineTransform.Identity, 0));
        Assert.Throws<ArgumentException>(() => AffineWarp.Warp(new float[6], 2, 3, new float[5], 2, 2, AffineTransform.Identity, 0));
        Assert.Throws<ArgumentException>(() => new Image(2, 2, 1).Warp(2, 2, new AffineTransform(double.NaN, 0, 0, 0, 1, 0)));
    }

    private static double Reference(float[] source, int w, int h, double x, double y, double? border)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (fx, fy) = (x - left, y - top);
        return (((At(left, top) * (1 - fx)) + (At(left + 1, top) * fx)) * (1 - fy)) + (((At(left, top + 1) * (1 - fx)) + (At(left + 1, top + 1) * fx)) * fy);

        double At(int column, int row)
        {
            var inside = column >= 0 && column < w && row >= 0 && row < h;
            return !inside && border is { } value ? value : source[(Math.Clamp(row, 0, h - 1) * w) + Math.Clamp(column, 0, w - 1)];
        }
    }
}
