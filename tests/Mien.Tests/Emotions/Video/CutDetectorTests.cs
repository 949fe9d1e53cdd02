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
    public void A_black_picture_is_like_the_next_in_spite_of_noise_and_unlike_what_follows()
    {
        var (cuts, random) = (new CutDetector(), new Random(1));
        Image Black() => new(320, 180, 1, [.. Enumerable.Range(0, 320 * 180).Select(_ => (byte)random.Next(12))]);
        Assert.Equal([false, false, false, true, true], new[] { Black(), Black(), Black(), Pattern(1, 1), Black() }.Select(cuts.IsCut));
    }

    [DataFact("faces/val.jsonl")]
    public void Photos_are_told_apart_and_moves_zooms_and_darkness_are_none()
    {
        Image[] photos = [.. Directory.EnumerateFiles(SharedData.PathOf("faces/images/val")).Order(StringComparer.Ordinal).Select(path => new ImageReader().Read(path).ToGrey())];
        // Neighbours may be of one series.
        new Random(1).Shuffle(photos);
        var (told, wrong) = (0, 0);
        for (var i = 0; i < photos.Length; i++)
        {
            var (photo, cuts) = (Middle(photos[i], 0, 1), new CutDetector());
            cuts.IsCut(photo);
            foreach (var next in new[] { Middle(photos[i], 1 / 64.0, 1), Middle(photos[i], 1 / 64.0, 0.97), Darkened(photo) })
                wrong += cuts.IsCut(next) ? 1 : 0;
            told += cuts.IsCut(Middle(photos[(i + 1) % photos.Length], 0, 1)) ? 1 : 0;
        }
        output.WriteLine(FormattableString.Invariant($"{told} of {photos.Length} pairs of unrelated photos are cuts; of {3 * photos.Length} moves, zooms and darkenings {wrong}"));
        Assert.True(told >= 0.95 * photos.Length, $"{told} of {photos.Length}");
        Assert.InRange(wrong, 0, photos.Length / 100);
    }

    /// <summary>Most of a photo, at 16:9.</summary>
    private static Image Middle(Image photo, double moved, double share)
    {
        var (width, height) = ((int)(0.9 * share * photo.Width), (int)Math.Min(0.9 * share * photo.Height, 0.9 * share * photo.Width * 9 / 16));
        return photo.Crop((int)((0.05 * photo.Width) + (moved * photo.Width)), (photo.Height - height) / 3, width, height);
    }

    private static Image Pattern(int seed, int channels)
    {
        var random = new Random(seed);
        return new Image(8, 6, channels, [.. Enumerable.Range(0, 48 * channels).Select(_ => (byte)random.Next(40, 220))]).Resize(320, 180);
    }

    private static Image Darkened(Image picture) => new(picture.Width, picture.Height, picture.Channels, [.. picture.Pixels.Select(level => (byte)(0.6 * level))]);
}
