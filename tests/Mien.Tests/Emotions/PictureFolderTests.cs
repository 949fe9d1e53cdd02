using Mien.Emotions;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Emotions;

public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Pictures_come_in_order_and_hidden_ones_do_not()
    {
        foreach (var name in new[] { "b.PNG", "a.jpg", "c.txt", ".d.jpg", "in/z.webp", "in/.trash/y.jpg", ".git/x.png", "in/deep/w.tiff" })
            folder.Write(name, "");
        Assert.Equal(["a.jpg", "b.PNG"], Names(recursive: false));
        Assert.Equal(["a.jpg", "b.PNG", "in/z.webp", "in/deep/w.tiff"], Names(recursive: true));
    }

    [Fact]
    public void The_ending_of_a_name_tells_a_picture()
    {
        Assert.All(["a.jpg", "in/B.TIFF", "c.d.heic"], name => Assert.True(PictureFolder.IsPicture(name), name));
        Assert.All(["a", "a.mp4", "jpg", ".jpg/a", ""], name => Assert.False(PictureFolder.IsPicture(name), name));
    }

    [Fact]
    public void A_link_to_an_outer_folder_does_not_lead_in_circles()
    {
        folder.Write("in/a.jpg", "");
        Directory.CreateSymbolicLink(folder.PathOf("in/again"), folder.Root);
        Assert.Equal(["in/a.jpg"], Names(recursive: true));
    }

    public void Dispose() => folder.Dispose();

    private IEnumerable<string> Names(bool recursive) =>
        PictureFolder.Pictures(folder.Root, recursive).Select(path => Path.GetRelativePath(folder.Root, path).Replace('\\', '/'));
}
