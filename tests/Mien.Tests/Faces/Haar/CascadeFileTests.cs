using Mien.Faces.Haar;

namespace Mien.Tests.Faces.Haar;

public class CascadeFileTests
{
    [Fact]
    public void What_is_missing_lists_all_places_that_were_tried()
    {
        var file = CascadeFile.Find("no-such-cascade.xml", name => name == "OPENCV_DATA_DIR" ? "/some/where" : null);
        Assert.Null(file.Path);
        Assert.Equal(["/some/where/no-such-cascade.xml", "/some/where/haarcascades/no-such-cascade.xml"], file.Tried.Take(2));
        Assert.Contains("/usr/share/opencv4/haarcascades/no-such-cascade.xml", file.Tried);
    }

    [Fact]
    public void The_environment_goes_first()
    {
        var folder = Directory.CreateTempSubdirectory("mien-cascade");
        try
        {
            var path = Path.Combine(folder.FullName, CascadeFile.DefaultName);
            File.WriteAllText(path, "");
            Assert.Equal(path, CascadeFile.Find(CascadeFile.DefaultName, name => name == "OPENCV_DATA_DIR" ? folder.FullName : null).Path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_hint_is_one_line_with_the_command()
    {
        Assert.Contains("apt install opencv-data", CascadeFile.InstallHint, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', CascadeFile.InstallHint);
    }
}
