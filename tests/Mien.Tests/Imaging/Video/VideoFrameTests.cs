using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class VideoFrameTests
{
    [Fact]
    public void Limited_luma_is_stretched_to_the_whole_range()
    {
        // Long enough for the vectors and the rest behind them.
        var luma = Enumerable.Range(0, 300).Select(i => (byte)i).ToArray();
        var grey = new byte[300];
        LumaExpansion.Expand(luma, grey);
        Assert.Equal((0, 0, 255, 255), (grey[0], grey[16], grey[235], grey[255]));
        for (var i = 0; i < 300; i++)
            Assert.InRange(grey[i] - ((Math.Clamp((int)luma[i], 16, 235) - 16) * 255 / 219.0), -0.6, 0.6);
    }

    [Fact]
    public void Halves_are_the_rounded_means_of_four()
    {
        var random = new Random(3);
        var (upper, lower, result) = (new byte[150], new byte[150], new byte[75]);
        random.NextBytes(upper);
        random.NextBytes(lower);
        PlaneScale.Halve(upper, lower, result);
        for (var x = 0; x < 75; x++)
            Assert.Equal((upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1] + 2) / 4, result[x]);
    }

    [Theory]
    [InlineData(YuvMatrix.Bt601, 81, 90, 240, 255, 0, 0)]
    [InlineData(YuvMatrix.Bt601, 145, 54, 34, 0, 255, 0)]
    [InlineData(YuvMatrix.Bt709, 63, 102, 240, 255, 0, 0)]
    [InlineData(YuvMatrix.Bt709, 32, 240, 118, 0, 0, 255)]
    [InlineData(YuvMatrix.Bt2020, 74, 97, 240, 255, 0, 0)]
    [InlineData(YuvMatrix.Bt709, 235, 128, 128, 255, 255, 255)]
    public void The_standards_colours_are_met(YuvMatrix matrix, byte y, byte u, byte v, int red, int green, int blue)
    {
        var frame = Uniform(6, 4, y, u, v, isFullRange: false, matrix);
        foreach (var image in (Image[])[frame.ToRgb(), frame.ToRgb(3, 2), frame.ToRgb(5, 3)])
        {
            Assert.InRange(image.Pixels[0], red - 2, red + 2);
            Assert.InRange(image.Pixels[^2], green - 2, green + 2);
            Assert.InRange(image.Pixels[^1], blue - 2, blue + 2);
        }
    }

    [Theory]
    [InlineData(200, 120, 50, 30)]
    [InlineData(200, 120, 61, 47)]
    [InlineData(123, 77, 61, 30)]
    public void Shrinking_keeps_means_and_slopes(int width, int height, int smallWidth, int smallHeight)
    {
        var frame = Uniform(width, height, 0, 128, 128, isFullRange: true, YuvMatrix.Bt601);
        for (var i = 0; i < width * height; i++)
            frame.Samples[i] = (byte)(255.0 * (i % width) / width);
        var small = new Image(smallWidth, smallHeight, 1);
        frame.CopyGrey(small);
        for (var x = 0; x < smallWidth; x++)
            Assert.InRange(small.Row(smallHeight / 2)[x] - (255 * (x + 0.5) / smallWidth), -2.5, 1.5);
    }

    [Fact]
    public void Full_range_is_left_as_it_is()
    {
        var frame = Uniform(5, 3, 250, 128, 128, isFullRange: true, YuvMatrix.Bt601);
        Assert.Equal(250, frame.ToGrey().Pixels[14]);
        Assert.Equal(250, frame.ToRgb().Pixels[44]);
    }

    [Fact]
    public void Pictures_of_the_wrong_kind_are_refused()
    {
        var frame = Uniform(4, 4, 16, 128, 128, isFullRange: false, YuvMatrix.Bt601);
        Assert.Throws<ArgumentException>(() => frame.CopyGrey(new Image(4, 4, 3)));
        Assert.Throws<ArgumentException>(() => frame.CopyRgb(new Image(4, 4, 1)));
    }

    [FfmpegFact]
    public void Known_colours_come_out_of_a_film()
    {
        using var clips = new TestClips();
        foreach (var (name, encoding) in (ReadOnlySpan<(string, string)>)[("limited.mkv", "-c:v ffv1 -pix_fmt yuv420p"), ("full.avi", "-c:v mjpeg -q:v 1 -pix_fmt yuvj422p"), ("rgb.mkv", "-c:v ffv1 -pix_fmt bgr0")])
        {
            using var reader = VideoReader.Open(clips.Make(name, $"-f lavfi -i color=0xC86432:s=64x48:r=25:d=0.2 {encoding}"));
            var frame = reader.ReadFrames().First();
            var pixel = frame.ToRgb().Row(20).Slice(60, 3).ToArray();
            Assert.InRange(pixel[0], 200 - 4, 200 + 4);
            Assert.InRange(pixel[1], 100 - 4, 100 + 4);
            Assert.InRange(pixel[2], 50 - 4, 50 + 4);
            Assert.InRange(frame.ToGrey().Row(20)[20], 124 - 3, 124 + 3);
            Assert.InRange(frame.ToRgb(40, 30).Pixels[0], 200 - 4, 200 + 4);
        }
    }

    private static VideoFrame Uniform(int width, int height, byte y, byte u, byte v, bool isFullRange, YuvMatrix matrix)
    {
        var frame = new VideoFrame { IsFullRange = isFullRange, Matrix = matrix };
        frame.Prepare(width, height);
        frame.Samples.Fill(y);
        frame.Samples.Slice(width * height, frame.U.Length).Fill(u);
        frame.Samples[^frame.V.Length..].Fill(v);
        return frame;
    }
}
