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
    [InlineData("image,emotion\na.png,sad\na.png,Sad\n", "line 3, column 'image': 'a.png' stands in an earlier row")]
    [InlineData("image,emotion\na.png,sad\na.png,Grief\n", "line 3, column 'emotion': 'a.png' is 'Grief' here and 'sad' in line 2; keep one")]
    [InlineData("image,emotion\n\"lost \"\"1\"\".png\",sad\n", "line 2, column 'image': 'lost \"1\".png' is not in the folder")]
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

    [Fact]
    public void Quotes_commas_and_groups_in_a_table_are_understood()
    {
        using var folder = new TemporaryFolder();
        FolderReaderTests.Picture(folder, "a \"b\", c.png", 1);
        FolderReaderTests.Picture(folder, "d.png", 2);
        var labels = folder.Write("labels.csv", "person,image,emotion\n\"Doe, \"\"J\"\"\",\"a \"\"b\"\", c.png\",\"wütend\"\n2, d.png , Joie\n");
        var data = DatasetReader.Open(folder.Root, new() { Labels = labels, Group = "Person" });
        Assert.Equal(["Doe, \"J\"", "2"], data.Samples.Select(sample => sample.Group));
        Assert.Equal([0, 3], data.Samples.Select(sample => sample.Label!.Value));
    }

    [Fact]
    public void The_folder_may_end_in_a_slash_and_an_empty_cell_is_no_group()
    {
        using var folder = new TemporaryFolder();
        FolderReaderTests.Picture(folder, "a.png", 1);
        FolderReaderTests.Picture(folder, "b.png", 2);
        var labels = folder.Write("labels.csv", "image,emotion,person\na.png,sad,\nb.png,sad,7\n");
        var data = DatasetReader.Open(folder.Root + Path.DirectorySeparatorChar, new() { Labels = labels, Group = "person" });
        Assert.Null(data[0].Group);
        Assert.Equal("7", data[1].Group);
    }
}
