using Mien.Emotions;
using Mien.Faces.Haar;
using Mien.Imaging;

namespace Mien.Tests.Samples;

/// <summary>The files of <c>samples/</c> are what its README says.</summary>
public class SampleFilesTests
{
    private static readonly string Folder = Path.Combine(SharedData.RepositoryRoot, "samples");

    [Fact]
    public void There_are_eight_grey_portraits_and_the_sheet_shows_them()
    {
        var sheet = new ImageReader().Read(Path.Combine(Folder, "portraits.png"));
        Assert.Equal((928, 480), (sheet.Width, sheet.Height));
        foreach (var emotion in Enum.GetValues<Emotion>())
        {
            var portrait = new ImageReader().Read(Path.Combine(Folder, "portraits", EmotionNames.NameOf(emotion) + ".png"));
            Assert.Equal((192, 192), (portrait.Width, portrait.Height));
            var tile = sheet.Crop(32 + ((int)emotion % 4 * 224), 32 + ((int)emotion / 4 * 224), 192, 192);
            Assert.Equal(portrait.Pixels, tile.Pixels);
        }
    }

    [Fact]
    public void The_frontal_cascade_finds_each_portrait_of_the_sheet_once()
    {
        var detector = HaarDetector.Load(options: new HaarDetectorOptions { Retry = false });
        var found = detector.Detect(new ImageReader().Read(Path.Combine(Folder, "portraits.png")));

        Assert.Equal(Enumerable.Range(0, 8), found.Select(face => ((int)(face.Box.CenterY - 16) / 224 * 4) + ((int)(face.Box.CenterX - 16) / 224)).Order());
        Assert.All(found, face => Assert.InRange(face.Box.Width, 170, 240));
    }

    [Fact]
    public void The_frontal_cascade_finds_the_face_of_each_portrait()
    {
        var detector = HaarDetector.Load();
        foreach (var path in Directory.GetFiles(Path.Combine(Folder, "portraits")))
            Assert.True(detector.Detect(new ImageReader().Read(path)).Count == 1, $"one face in {path}");
    }

    [Fact]
    public void The_clip_is_small_and_has_twelve_seconds()
    {
        var clip = Path.Combine(Folder, "portraits.mp4");
        Assert.True(new FileInfo(clip).Length < 500_000);
        Assert.Equal((320, 320, 304), ClipProbe.SizeAndFrames(clip));
    }
}
