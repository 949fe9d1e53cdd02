using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class FolderReaderTests
{
    [Fact]
    public void An_empty_class_is_named()
    {
        using var folder = new TemporaryFolder();
        Picture(folder, "happy/b.png", 200);
        folder.Write("angry/notes.txt", "not a picture");
        Assert.Contains("the class folder 'angry' holds no picture", Assert.Throws<DataFormatException>(() => DatasetReader.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sub_folders_are_the_classes_and_pictures_are_read_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        Picture(folder, "happy/b.png", 200);
        Picture(folder, "angry/a.png", 10);
        folder.Write("angry/notes.txt", "not a picture");
        var data = DatasetReader.Open(folder.Root);
        Assert.Equal(LabelSet.Fer2013, data.Labels);
        Assert.Equal([0, 3], data.Samples.Select(s => s.Label!.Value));
        Assert.Equal(10, data[0].LoadPicture().Pixels[0]);
        Assert.Equal(folder.PathOf("happy/b.png"), data[1].Origin);
        Assert.Equal(64, data.Digest.Length);
        Assert.Contains("split.train=[all]", Assert.Throws<DataFormatException>(() => data.Select(SplitSelection.Parse("training"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_named_as_splits_may_stand_above_the_classes()
    {
        using var folder = new TemporaryFolder();
        Picture(folder, "train/sad/a.png", 10);
        Picture(folder, "test/contempt/a.png", 20);
        var data = FolderReader.Read(folder.Root);
        Assert.Equal(LabelSet.FerPlus, data.Labels);
        Assert.Equal([Split.PrivateTest, Split.Training], data.Samples.Select(s => s.Split));
    }

    [Fact]
    public void Names_that_are_no_emotions_make_their_own_label_set()
    {
        using var folder = new TemporaryFolder();
        Picture(folder, "bored/a.png", 10);
        Picture(folder, "awake/a.png", 10);
        Assert.Equal("awake, bored", FolderReader.Read(folder.Root).Labels.ToString());
    }

    [Fact]
    public void Two_folders_of_one_meaning_and_folders_without_pictures_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no picture lies in a sub-folder", Assert.Throws<DataFormatException>(() => FolderReader.Read(folder.Root)).Message, StringComparison.Ordinal);
        Picture(folder, "bored/a.png", 10);
        Picture(folder, "happy/a.png", 10);
        Picture(folder, "joy/a.png", 10);
        Assert.Contains("'joy' means the same", Assert.Throws<DataFormatException>(() => FolderReader.Read(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_has_the_pictures_inside_it_by_their_whole_paths_and_none_that_is_hidden_or_behind_a_link()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "data/happy/b.png", "data/happy/a/c.png", "data/happy/d.heif", "data/happy/.e.png", "data/happy/.trash/f.png", "elsewhere/g.png" })
            folder.Write(name, "");
        Directory.CreateSymbolicLink(folder.PathOf("data/happy/link"), folder.PathOf("elsewhere"));
        var data = FolderReader.Read(folder.PathOf("data"));
        Assert.Equal(["a/c.png", "b.png", "d.heif"], data.Samples.Select(s => Path.GetRelativePath(folder.PathOf("data/happy"), s.Origin).Replace('\\', '/')));
    }

    internal static void Picture(TemporaryFolder folder, string name, byte value)
    {
        var path = folder.PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var picture = new Image(16, 16, 1);
        picture.Pixels.AsSpan().Fill(value);
        ImageWriter.Write(picture, path);
    }
}
