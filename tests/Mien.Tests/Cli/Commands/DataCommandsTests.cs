using System.Text;
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
    public void Inspect_shows_people_counts_bars_spreads_and_the_first_rows()
    {
        using var folder = new TemporaryFolder();
        FolderReaderTests.Picture(folder, "faces/train/angry/10.png", 10);
        foreach (var level in (byte[])[50, 90, 130, 170])
            FolderReaderTests.Picture(folder, $"faces/train/happy/{level}.png", level);
        foreach (var level in (byte[])[210, 250])
            FolderReaderTests.Picture(folder, $"faces/test/happy/{level}.png", level);
        var run = CommandRun.Of("data", "inspect", "--data", folder.PathOf("faces"));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Output));
        var lines = run.Error.Split('\n');
        Assert.Contains($"{folder.PathOf("faces")}: 7 rows", lines);
        Assert.Matches("│ class +│ +rows │ +training │ +public │ +private │", run.Error);
        Assert.Matches("│ anger +│ +1 │ +1 │ +0 │ +0 │", run.Error);
        Assert.Matches("│ happiness +│ +6 │ +4 │ +0 │ +2 │", run.Error);
        Assert.InRange(Bar("happiness") / (double)Bar("anger"), 5, 10);
        Assert.All(new[] { "width", "height" }, side => Assert.Matches($"│ {side} +(│ +16 ){{5}}│", run.Error));
        Assert.Matches("│ brightness +│ +10 │ +10 │ +130 │ +250 │ +250 │", run.Error);
        Assert.Matches("│ contrast +(│ +0 ){5}│", run.Error);
        Assert.Contains($"{folder.PathOf("faces/train/angry/10.png")}  anger  Training  16×16  10 10 10 10 10 10 10 10 …", lines);
        Assert.Equal(5, lines.Count(line => line.Contains("16×16", StringComparison.Ordinal)));

        int Bar(string name) => lines.Single(line => line.Contains('█', StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal)).Count(letter => letter == '█');
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

    [Fact]
    public void Audit_takes_few_pictures_of_ones_own_whatever_the_classes_are_called()
    {
        using var folder = new TemporaryFolder();
        string[] classes = ["[x", "class #1, \"two\"", "скука"];
        for (var i = 0; i < 12; i++)
            FolderReaderTests.Picture(folder, $"faces/{classes[i % 3]}/{i}.png", (byte)(i is 1 or 4 ? 90 : 20 * i));
        var run = CommandRun.Of("data", "audit", "--data", folder.PathOf("faces"), "--out", folder.PathOf("audit"), "--folds", "2", "--epochs", "1", "--backend", "managed");
        Assert.True(run.ExitCode == 0, run.Error);
        var lines = File.ReadAllLines(folder.PathOf("audit/audit.csv"));
        Assert.Contains(lines, line => line.Contains(",\"class #1, \"\"two\"\"\",exact-double,", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal(7, CsvLine.Split(Encoding.UTF8.GetBytes(line), new Range[9])));
    }

    [Fact]
    public void Audit_refuses_what_has_no_doubtful_labels_with_one_sentence_unless_told_to_leave_them_out()
    {
        using var folder = new TemporaryFolder();
        var table = folder.Write("unlabelled.csv", "pixels\n" + string.Join('\n', Enumerable.Range(0, 4).Select(row => FerTable.Pixels(row))) + "\n");
        for (var i = 0; i < 4; i++)
            FolderReaderTests.Picture(folder, $"faces/bored/{i}.png", (byte)(50 * i));
        Assert.Contains("no row has a label", Fault(table), StringComparison.Ordinal);
        Assert.Contains("in data of 2 to 100 classes, and this has 1", Fault(folder.PathOf("faces")), StringComparison.Ordinal);
        Assert.Contains("4 rows are too few for 5 folds", Fault(Two(), "--folds", "5"), StringComparison.Ordinal);
        Assert.Contains("has not the data's classes (bored, other)", Fault(Two(), "--recipe", folder.Write("r.yaml", TinyFaces.Recipe().Resolved)), StringComparison.Ordinal);
        Assert.Equal(0, Audit(table, "--folds", "0").ExitCode);

        CommandRun Audit(string data, params string[] more) => CommandRun.Of(["data", "audit", "--data", data, "--out", folder.PathOf("audit"), "--epochs", "1", "--backend", "managed", .. more]);

        string Fault(string data, params string[] more)
        {
            var run = Audit(data, more);
            Assert.Equal((1, 1), (run.ExitCode, run.Error.Count(c => c == '\n')));
            return run.Error;
        }

        string Two()
        {
            FolderReaderTests.Picture(folder, "two/bored/a.png", 1);
            FolderReaderTests.Picture(folder, "two/bored/b.png", 90);
            FolderReaderTests.Picture(folder, "two/other/a.png", 40);
            FolderReaderTests.Picture(folder, "two/other/b.png", 200);
            return folder.PathOf("two");
        }
    }

    private static string Table(TemporaryFolder folder, int rowsPerSplit = 14)
    {
        DatasetWriter.WriteTable(TinyFaces.Create(rowsPerSplit), folder.PathOf("t.csv"));
        return folder.PathOf("t.csv");
    }
}
