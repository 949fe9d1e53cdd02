using Mien.Emotions.Video;
using Mien.Imaging;
using Xunit.Abstractions;

namespace Mien.Tests.Emotions.Video;

public class CutDetectorTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Another_picture_is_a_cut_and_a_light_that_goes_off_is_none(int channels)
    {
        var cuts = new CutDetector();
        var (one, other) = (Pattern(1, channels), Pattern(2, channels));
        Assert.Equal([false, false, false, true, false], new[] { one, one, Darkened(one), other, Darkened(other) }.Select(cuts.IsCut));
    }

    [Fact]
    public void Black_and_white_frames_are_no_pictures_and_hide_no_cut()
    {
        var (cuts, random) = (new CutDetector(), new Random(1));
        Image Black() => new(320, 180, 1, [.. Enumerable.Range(0, 320 * 180).Select(_ => (byte)random.Next(12))]);
        var white = new Image(320, 180, 1, [.. Enumerable.Repeat((byte)255, 320 * 180)]);
        // It fades in from black, flashes, is black for a while and goes on; then another picture comes after black.
        Image[] frames = [Black(), Black(), Pattern(1, 1), white, Pattern(1, 1), Black(), new(320, 180, 1), Pattern(1, 1), Black(), Pattern(2, 1)];
        Assert.Equal(frames.Select((_, i) => i == frames.Length - 1), frames.Select(cuts.IsCut));
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(160, true)]
    public void What_moves_by_a_quarter_of_its_width_is_no_cut(int ground, bool isFarCut)
    {
        Image Lit(int left)
        {
            var picture = new Image(320, 180, 1);
            picture.Pixels.AsSpan().Fill((byte)ground);
            for (var y = 50; y < 130; y++)
                picture.Row(y).Slice(left, 60).Fill(90);
            return picture;
        }
        var cuts = new CutDetector();
        Assert.Equal([false, false, false, isFarCut], new[] { Lit(100), Lit(115), Lit(130), Lit(220) }.Select(cuts.IsCut));
    }

    [Fact]
    public void Pictures_smaller_than_the_cells_are_told_apart_too()
    {
        var cuts = new CutDetector();
        Assert.Equal([false, false, true], new[] { Pattern(1, 1), Pattern(1, 1), Pattern(2, 1) }.Select(picture => cuts.IsCut(picture.Resize(20, 9))));
    }

    [DataFact("faces/val.jsonl")]
    public void Photos_are_told_apart_and_moves_zooms_and_darkness_are_none()
    {
        Image[] photos = [.. Directory.EnumerateFiles(SharedData.PathOf("faces/images/val")).Order(StringComparer.Ordinal).Select(path => Small(new ImageReader().Read(path).ToGrey()))];
        // Neighbours may be of one series.
        new Random(1).Shuffle(photos);
        foreach (var (bars, least) in new[] { (0, 0.95), (0.13, 0.95), (0.3, 0.8) })
        {
            var (told, wrong) = (0, 0);
            for (var i = 0; i < photos.Length; i++)
            {
                var (photo, cuts) = (Middle(photos[i], 0, 1, bars), new CutDetector());
                cuts.IsCut(photo);
                foreach (var next in new[] { Middle(photos[i], 1 / 64.0, 1, bars), Middle(photos[i], 1 / 64.0, 0.97, bars), Darkened(photo) })
                    wrong += cuts.IsCut(next) ? 1 : 0;
                told += cuts.IsCut(Middle(photos[(i + 1) % photos.Length], 0, 1, bars)) ? 1 : 0;
            }
            output.WriteLine(FormattableString.Invariant($"bars {bars}: {told} of {photos.Length} pairs of unrelated photos are cuts; of {3 * photos.Length} moves, zooms and darkenings {wrong}"));
            Assert.True(told >= least * photos.Length, $"{told} of {photos.Length}");
            Assert.InRange(wrong, 0, photos.Length / 100);
        }
    }

    private static Image Small(Image photo) => photo.Width <= 480 ? photo : photo.Resize(480, 480 * photo.Height / photo.Width);

    /// <summary>Most of a photo, at 16:9, with black bars on both sides.</summary>
    private static Image Middle(Image photo, double moved, double share, double bars)
    {
        var (width, height) = ((int)(0.9 * share * photo.Width), (int)Math.Min(0.9 * share * photo.Height, 0.9 * share * photo.Width * 9 / 16));
        var middle = photo.Crop((int)((0.05 * photo.Width) + (moved * photo.Width)), (photo.Height - height) / 3, width, height).Resize(320, 180);
        var bar = (int)(bars * middle.Width);
        for (var y = 0; y < middle.Height; y++)
        {
            middle.Row(y)[..bar].Clear();
            middle.Row(y)[^bar..].Clear();
        }
        return middle;
    }

    private static Image Pattern(int seed, int channels)
    {
        var random = new Random(seed);
        return new Image(8, 6, channels, [.. Enumerable.Range(0, 48 * channels).Select(_ => (byte)random.Next(40, 220))]).Resize(320, 180);
    }

    private static Image Darkened(Image picture) => new(picture.Width, picture.Height, picture.Channels, [.. picture.Pixels.Select(level => (byte)(0.6 * level))]);
}
