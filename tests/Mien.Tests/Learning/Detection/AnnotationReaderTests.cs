using Mien.Learning.Data;
using Mien.Learning.Detection;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Detection;

public class AnnotationReaderTests
{
    private const string Good =
        """{"file":"a.png","width":40,"height":30,"faces":[{"box":[1,2,10,12],"landmarks":[[3,4],[7,4],[5,6],[4,9],[6,9]],"score":0.9,"ignore":false},{"box":[20,2,5,5],"landmarks":[],"ignore":true}],"source":"s"}""";

    [Fact]
    public void A_line_becomes_a_photo_with_faces_and_ignored_entries()
    {
        using var folder = new TemporaryFolder();
        var photo = Assert.Single(AnnotationReader.Read(folder.Write("list.jsonl", Good + "\n\n")));
        Assert.Equal((40, 30, "s", 2), (photo.Width, photo.Height, photo.Source, photo.Faces.Count));
        Assert.Equal(Path.Combine(folder.Root, "a.png"), photo.Path);
        Assert.Equal(7, photo.Faces[0].Landmarks!.LeftEye.X);
        Assert.True(photo.Faces[1] is { IsIgnored: true, Landmarks: null });
    }

    [Theory]
    [InlineData("{\"file\":\"a\"}", "line 2, column 'width'", "missing")]
    [InlineData("not json", "line 2", "no JSON object")]
    [InlineData("{\"file\":\"../a\",\"width\":1,\"height\":1,\"faces\":[]}", "column 'file'", "in the folder")]
    [InlineData("{\"file\":\"a\",\"width\":0,\"height\":1,\"faces\":[]}", "column 'width'", "1 to 65536")]
    [InlineData("{\"file\":\"a\",\"width\":\"4\",\"height\":1,\"faces\":[]}", "line 2", "another kind")]
    [InlineData("{\"file\":\"a\",\"width\":9,\"height\":9,\"faces\":[{\"box\":[1,2,0,3],\"landmarks\":[]}]}", "column 'box'", "above 0")]
    [InlineData("{\"file\":\"a\",\"width\":9,\"height\":9,\"faces\":[{\"box\":[1,2,3],\"landmarks\":[]}]}", "column 'box'", "4 numbers")]
    [InlineData("{\"file\":\"a\",\"width\":9,\"height\":9,\"faces\":[{\"box\":[1,2,3,3],\"landmarks\":[[1,2]]}]}", "column 'landmarks'", "five points or none")]
    public void A_faulty_line_is_named_with_its_field(string line, string place, string what)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("list.jsonl", Good + "\n" + line);
        var fault = Assert.Throws<DataFormatException>(() => AnnotationReader.Read(path));
        Assert.Contains(place, fault.Message, StringComparison.Ordinal);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_and_an_empty_list_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no such list", Assert.Throws<DataFormatException>(() => AnnotationReader.Read(folder.PathOf("none.jsonl"))).Message, StringComparison.Ordinal);
        var empty = folder.Write("empty.jsonl", "\n");
        Assert.Contains("no photo", Assert.Throws<DataFormatException>(() => AnnotationReader.Read(empty)).Message, StringComparison.Ordinal);
    }
}
