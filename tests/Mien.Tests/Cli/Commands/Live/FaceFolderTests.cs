using Mien.Cli.Commands.Live;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Imaging;
using Mien.Tests.Emotions.Video;
using Mien.Tests.Imaging;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands.Live;

public sealed class FaceFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Image frame = TestPictures.Gradient(320, 240, 3);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Names_sort_by_time_and_numbers_go_on()
    {
        var faces = folder.PathOf("new/faces");
        Save(faces, 2);
        Save(faces, 1);
        Assert.Equal(["0001-0.00s-face1-fear.jpg", "0002-10.00s-face2-fear.jpg", "0003-0.00s-face1-fear.jpg", FaceFolder.SheetName], Directory.GetFiles(faces).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(160, new ImageReader().Read(Path.Combine(faces, "0002-10.00s-face2-fear.jpg")).Width);
    }

    [Fact]
    public void The_sheet_holds_a_sample_that_the_seed_decides()
    {
        var (few, many, again, other) = (folder.PathOf("few"), folder.PathOf("many"), folder.PathOf("again"), folder.PathOf("other"));
        Save(few, 3);
        Save(many, 70);
        Save(again, 70);
        Save(other, 70, seed: 7);
        var sheet = Sheet(few);
        // Cells of 64 pixels in a row, 8 apart, with a line of text beneath.
        Assert.Equal((8 + (3 * 72), 8 + 64 + 8 + 15), (sheet.Width, sheet.Height));
        TestPictures.AssertClose(LabelledFace(0), sheet.Crop(8, 8, 64, 64), 0);
        Assert.Equal((8 + (8 * 72), 8 + (8 * 87)), (Sheet(many).Width, Sheet(many).Height));
        Assert.Equal(Sheet(many).Pixels, Sheet(again).Pixels);
        Assert.NotEqual(Sheet(many).Pixels, Sheet(other).Pixels);
    }

    [Fact]
    public void Without_a_face_there_is_no_sheet_and_a_file_is_no_folder()
    {
        Save(folder.PathOf("none"), 0);
        Assert.Empty(Directory.GetFiles(folder.PathOf("none")));
        var fault = Assert.Throws<IOException>(() => new FaceFolder(folder.Write("file", "x"), 1));
        Assert.Contains("there is a file of that name", fault.Message, StringComparison.Ordinal);
    }

    private static Image Sheet(string path) => new ImageReader().Read(Path.Combine(path, FaceFolder.SheetName));

    private static Box BoxOf(int number) => new(20 + (3 * number), 60, 60, 60);

    private Image LabelledFace(int number) => Mien.Emotions.Annotation.LabelledFace.Cut(frame, BoxOf(number)).Resize(64, 64);

    private void Save(string path, int count, int seed = 42)
    {
        using var saved = new FaceFolder(path, seed);
        for (var i = 0; i < count; i++)
            saved.Take(new EmotionChange(TimeSpan.FromSeconds(10 * i), TestFaces.Face(i + 1, Emotion.Fear, box: BoxOf(i)), null), frame);
        saved.End();
    }
}
