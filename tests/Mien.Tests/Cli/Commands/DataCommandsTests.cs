using System.Text.Json;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Cli.Commands;

public class DataCommandsTests
{
    [Fact]
    public void Inspect_counts_and_writes_its_sheets()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder);
        var run = CommandRun.Of("data", "inspect", "--data", table, "--out", folder.PathOf("sheets"), "--augment", folder.Write("r.yaml", TinyFaces.Recipe().Resolved), "--json", "-");
        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(42, json.RootElement.GetProperty("count").GetInt32());
        Assert.Equal((6, 2), (json.RootElement.GetProperty("classes")[0].GetProperty("count").GetInt32(), json.RootElement.GetProperty("classes")[0].GetProperty("training").GetInt32()));
        Assert.Equal(48, json.RootElement.GetProperty("width").GetProperty("median").GetDouble());
        Assert.All(new[] { "samples.png", "means.png", "classes.png", "augmented.png" }, name => Assert.True(new ImageReader().Read(folder.PathOf("sheets/" + name)).Width > 200));
    }

    [Fact]
    public void Convert_writes_a_folder_a_class()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("data", "convert", "--data", Table(folder), "--out", folder.PathOf("faces"), "--split", "training", "--size", "32");
        Assert.True(run.ExitCode == 0, run.Error);
        var again = DatasetReader.Open(folder.PathOf("faces"));
        Assert.Equal((14, 32, Split.Training), (again.Count, again[0].LoadPicture().Width, again[0].Split));
    }

    [Fact]
    public void Audit_trains_judges_and_writes_a_list_that_reads_back()
    {
        using var folder = new TemporaryFolder();
        var table = Table(folder, 96);
        // A double within its split, and one that stands in another under another label.
        string[] rows = File.ReadAllLines(table);
        File.WriteAllLines(table, [.. rows, rows[1], $"{(rows[1][0] - '0' + 1) % 7}{rows[1][1..rows[1].LastIndexOf(',')]},PublicTest"]);
        var run = CommandRun.Of("data", "audit", "--data", table, "--out", folder.PathOf("audit"), "--folds", "2", "--epochs", "1", "--backend", "managed");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("row,split,label,finding,other_row,likely_label,score\n", File.ReadAllText(folder.PathOf("audit/audit.csv")), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(folder.PathOf("audit/audit.json")));
        Assert.Equal((290, 0.5), (json.RootElement.GetProperty("rows").GetInt32(), json.RootElement.GetProperty("doubt").GetDouble()));
        Assert.Equal(json.RootElement.GetProperty("figures").GetArrayLength() + 1, File.ReadAllLines(folder.PathOf("audit/figures.csv")).Length);
        Assert.All(RowList.Read(folder.PathOf("audit/exclude-rows.txt")), row => Assert.InRange(row, 1, 290));
        var sheet = new ImageReader().Read(folder.PathOf("audit/doubles.png"));
        Assert.True(sheet.Width > 2 * 144 && sheet.Height > 144);
    }

    private static string Table(TemporaryFolder folder, int rowsPerSplit = 14)
    {
        DatasetWriter.WriteTable(TinyFaces.Create(rowsPerSplit), folder.PathOf("t.csv"));
        return folder.PathOf("t.csv");
    }
}
