using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Portraits;
using Mien.Tests.Learning.Data;
using Mien.Tests.Samples;

namespace Mien.Tests.Learning.Portraits;

public class PortraitFolderTests
{
    [Fact]
    public void Portraits_sheet_and_clip_are_written_and_the_clip_has_its_frames()
    {
        using var folder = new TemporaryFolder();
        Portrait[] portraits = [Plain(Emotion.Anger, 40), Plain(Emotion.Fear, 200)];

        var written = PortraitFolder.Write(folder.PathOf("out"), portraits);

        Assert.Equal(["anger.png", "fear.png", "portraits.png", "portraits.mp4"], written.Select(Path.GetFileName));
        var sheet = new ImageReader().Read(written[2]);
        Assert.Equal((96 * 2 + 16 * 3, 96 + 16 * 2), (sheet.Width, sheet.Height));
        Assert.Equal((40, 200, 128), (sheet.Row(60)[60], sheet.Row(60)[180], sheet.Row(60)[120]));
        Assert.Equal((320, 320, 2 * PortraitClip.FramesEach), ClipProbe.SizeAndFrames(written[3]));
        Assert.Equal(2, Directory.GetFiles(folder.PathOf("out")).Length);
    }

    [Fact]
    public void A_clip_that_ffmpeg_cannot_write_says_so_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var fault = Assert.Throws<IOException>(() => ClipEncoder.Write(folder.PathOf("odd.mp4"), [new Image(33, 33, 1)], 25));

        Assert.StartsWith("ffmpeg could not write '", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private static Portrait Plain(Emotion emotion, byte level)
    {
        var picture = new Image(96, 96, 1);
        picture.Pixels.AsSpan().Fill(level);
        return new Portrait(emotion, picture, 20, 8);
    }
}
