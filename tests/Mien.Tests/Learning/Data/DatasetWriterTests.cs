using Mien.Emotions;
using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class DatasetWriterTests
{
    [Theory]
    [InlineData("again.csv", null)]
    [InlineData("again.csv.gz", null)]
    [InlineData("folders", null)]
    [InlineData("labelled", "labelled/labels.csv")]
    public void Every_form_reads_back_with_the_same_pictures_labels_and_splits(string name, string? labels)
    {
        using var folder = new TemporaryFolder();
        var data = Fer2013Reader.Read(folder.Write("t.csv",
            "emotion,pixels,Usage\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"{i},{FerTable.Pixels(i)},{(i < 5 ? "Training" : "PublicTest")}\n"))));
        var path = folder.PathOf(name);
        if (labels is not null)
            DatasetWriter.WriteLabelled(data, path);
        else if (name == "folders")
            DatasetWriter.WriteFolders(data, path);
        else
            DatasetWriter.WriteTable(data, path);
        var again = DatasetReader.Open(labels is null ? path : Path.Combine(path, "images"), new() { Labels = labels is null ? null : folder.PathOf(labels) });
        Assert.Equal(Rows(data), Rows(again));
    }

    [Fact]
    public void A_row_without_a_label_is_not_converted()
    {
        using var folder = new TemporaryFolder();
        var data = Fer2013Reader.Read(folder.Write("t.csv", $"pixels\n{FerTable.Pixels(1)}\n"));
        Assert.Contains("t.csv:2 has no label", Assert.Throws<DataFormatException>(() => DatasetWriter.WriteTable(data, folder.PathOf("o.csv"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("o.csv")));
        var labelled = Fer2013Reader.Read(folder.Write("l.csv", $"emotion,pixels\n0,{FerTable.Pixels(2)}\n"));
        var mixed = new Dataset("mixed", LabelSet.Fer2013, [.. labelled.Samples, .. data.Samples]);
        Assert.Contains("t.csv:2 has no label", Assert.Throws<DataFormatException>(() => DatasetWriter.WriteLabelled(mixed, folder.PathOf("o"))).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("o")));
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var data = Fer2013Reader.Read(folder.Write("t.csv", $"emotion,pixels,Usage\n0,{FerTable.Pixels(1)},Training\n"));
        folder.Write("faces/anger/00009.png", "old");
        var path = folder.PathOf("faces");
        var fault = Assert.Throws<IOException>(() => DatasetWriter.WriteFolders(data, path));
        Assert.StartsWith($"{path} is not empty, and what it holds would lie among the pictures", fault.Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => DatasetWriter.WriteLabelled(data, path));
        Assert.Single(Directory.GetFiles(path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_class_that_cannot_name_a_folder_is_told_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var table = Fer2013Reader.Read(folder.Write("t.csv", $"emotion,pixels,Usage\n0,{FerTable.Pixels(1)},Training\n1,{FerTable.Pixels(2)},Training\n"));
        var data = new Dataset("t.csv", new LabelSet("bored", "wide/awake"), [.. table.Samples]);
        var fault = Assert.Throws<DataFormatException>(() => DatasetWriter.WriteFolders(data, folder.PathOf("faces")));
        Assert.Contains("'wide/awake' cannot name a folder", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("faces")));
    }

    private static IEnumerable<string> Rows(Dataset data) =>
        data.Samples.Select((sample, i) => $"{data.Labels[sample.Label!.Value]} {sample.Split} {data.RowDigests[i]}").Order(StringComparer.Ordinal);
}
