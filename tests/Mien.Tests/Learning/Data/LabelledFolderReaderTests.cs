using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class LabelledFolderReaderTests
{
    [DataFact("wild/labels.csv")]
    public void The_wild_set_is_read_with_its_seven_classes()
    {
        var data = DatasetReader.Open(SharedData.PathOf("wild/images"), new() { Labels = SharedData.PathOf("wild/labels.csv") });
        Assert.Equal(790, data.Count);
        Assert.Equal("happiness", data.Labels[data[0].Label!.Value]);
        Assert.EndsWith("labels.csv:2", data[0].Origin, StringComparison.Ordinal);
        Assert.True(data[0].LoadPicture().Width > 48);
    }

    [Theory]
    [InlineData("image\n", "line 1, column 'emotion': the header 'image' lacks")]
    [InlineData("image,emotion\nb.png,sad\n", "line 2, column 'image': 'b.png' is not in the folder")]
    [InlineData("image,emotion\n../a.png,sad\n", "line 2, column 'image': '../a.png' lies outside the folder")]
    [InlineData("image,emotion\na.png,sad\na.png,happy\n", "line 3, column 'image': 'a.png' stands in an earlier row")]
    [InlineData("image,emotion\na.png\n", "line 2: the row has 1 columns where the header has 2")]
    [InlineData("image,emotion\na.png,\n", "line 2, column 'emotion': the label is missing")]
    [InlineData("image,emotion,Usage\na.png,sad,later\n", "line 2, column 'Usage': 'later' is none of")]
    public void A_wrong_row_names_file_line_and_column(string table, string expected)
    {
        using var folder = new TemporaryFolder();
        FolderReaderTests.Picture(folder, "a.png", 1);
        var labels = folder.Write("labels.csv", table);
        var fault = Assert.Throws<DataFormatException>(() => LabelledFolderReader.Read(folder.Root, labels));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith(labels, fault.Message, StringComparison.Ordinal);
    }
}
