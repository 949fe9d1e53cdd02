using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class DatasetReaderTests
{
    [DataFact(FerTable.RealVotes)]
    public void The_uncertain_rows_can_be_left_out()
    {
        var rows = RowList.Read(SharedData.PathOf("fer2013/uncertain-rows.txt"));
        Assert.Equal(325, rows.Count);
        Assert.Equal(35_562, FerTable.Real.WithoutRows(rows).Count);
    }

    [Fact]
    public void Options_select_rows()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("t.csv", $"emotion,pixels,Usage\n1,{FerTable.Pixels(1)},Training\n2,{FerTable.Pixels(2)},PublicTest\n3,{FerTable.Pixels(3)},PublicTest\n");
        var data = DatasetReader.Open(path, new() { Splits = SplitSelection.Parse("public"), ExcludedRows = new HashSet<int> { 2 } });
        Assert.Equal(3, Assert.Single(data.Samples).Label);
        Assert.Contains("no row belongs to the split 'private'; the data has training,public",
            Assert.Throws<DataFormatException>(() => DatasetReader.Open(path, new() { Splits = SplitSelection.Parse("private") })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent.csv", null, null, "there is no such file or folder")]
    [InlineData("notes.txt", null, null, "neither .csv, .csv.gz nor a folder")]
    [InlineData("t.csv", null, "labels.csv", "a table of labels goes with a folder")]
    [InlineData("", "votes.csv", null, "FER+ votes go with a FER2013 table")]
    public void Kinds_that_do_not_go_together_are_refused(string name, string? votes, string? labels, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "x");
        folder.Write("t.csv", $"pixels\n{FerTable.Pixels(1)}\n");
        var fault = Assert.Throws<DataFormatException>(() => DatasetReader.Open(folder.PathOf(name), new() { Votes = votes, Labels = labels }));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_rows_has_comments_and_names_a_wrong_line()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal([3, 12], RowList.Read(folder.Write("a.txt", "# rows\n12\n\n3 # twice\n3\n")).Order());
        Assert.Contains("line 2: 'x' is no row number", Assert.Throws<DataFormatException>(() => RowList.Read(folder.Write("b.txt", "1\nx\n"))).Message, StringComparison.Ordinal);
    }
}
