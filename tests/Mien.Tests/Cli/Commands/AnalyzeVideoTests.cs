using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Mien.Tests.Imaging.Video;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public sealed class AnalyzeVideoTests : IDisposable
{
    private static readonly string Clip = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");

    // Happiness, which fades into sadness from 5.5 to 6.1 seconds.
    private static readonly string[] Change = ["--from", "4.99", "--to", "7.35"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void A_film_gives_lines_of_frames_a_table_events_and_subtitles()
    {
        var (json, csv, events, srt) = (folder.PathOf("a.jsonl"), folder.PathOf("a.csv"), folder.PathOf("e.csv"), folder.PathOf("a.srt"));
        var run = CommandRun.Of("analyze", Clip, "--to", "0:02.4", "--json", json, "--csv", csv, "--events", events, "--srt", srt);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("60 frames", run.Error, StringComparison.Ordinal);
        var lines = File.ReadAllLines(json);
        Assert.Equal(61, lines.Length);
        using var header = JsonDocument.Parse(lines[0]);
        Assert.Equal(["source", "width", "height", "fps", "frames", "fingerprint"], header.RootElement.EnumerateObject().Select(property => property.Name));
        using var frame = JsonDocument.Parse(lines[31]);
        Assert.Equal((30, 1.2), (frame.RootElement.GetProperty("frame").GetInt32(), frame.RootElement.GetProperty("time").GetDouble()));
        var face = Assert.Single(frame.RootElement.GetProperty("faces").EnumerateArray());
        Assert.Equal(
            ["id", "box", "score", "landmarks", "emotion", "confidence", "raw", "smoothed", "valence", "arousal", "quality"],
            face.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1 + lines.Skip(1).Sum(line => JsonDocument.Parse(line).RootElement.GetProperty("faces").GetArrayLength()), File.ReadLines(csv).Count());
        Assert.StartsWith("source,id,event,time,emotion,probability", File.ReadAllText(events), StringComparison.Ordinal);
        Assert.StartsWith("1\n00:00:0", File.ReadAllText(srt), StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void A_change_of_emotion_stands_in_the_table_the_events_and_the_subtitles()
    {
        var (csv, events, srt) = (folder.PathOf("a.csv"), folder.PathOf("e.csv"), folder.PathOf("a.srt"));
        var run = CommandRun.Of(["analyze", Clip, .. Change, "--every", "2", "--csv", csv, "--events", events, "--srt", srt]);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("30 frames", run.Error, StringComparison.Ordinal);
        AssertTable([.. File.ReadLines(csv).Select(row => row.Split(','))]);
        var turns = File.ReadLines(events).Skip(1).Select(row => row.Split(',')).ToList();
        Assert.Equal([Clip, "1", "onset", "5", "happiness"], turns[0][..5]);
        Assert.Equal(["onset", "apex", "offset"], turns.Where(turn => turn[4] == "happiness").Select(turn => turn[2]).Take(3));
        Assert.Contains(turns, turn => turn is [_, "1", "onset", var time, "sadness", var probability] && Number(time) is > 5.4 and < 6.6 && Number(probability) is > 0.2 and <= 1);
        var subtitles = File.ReadAllText(srt);
        Assert.Matches(@"^1\n00:00:05,000 --> 00:00:0[56],\d{3}\nhappiness\n\n2\n00:00:0[56],\d{3} --> 00:00:0[67],\d{3}\n[a-z]+\n", subtitles);
        Assert.Contains("\nsadness\n", subtitles, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void A_report_that_has_no_folder_is_told_before_the_film_is_analysed()
    {
        var run = CommandRun.Of("analyze", Clip, "--json", folder.PathOf("a.jsonl"), "--report", folder.PathOf("none/film.html"));
        Assert.Equal((1, $"mien: {folder.PathOf("none/film.html")} cannot be written: its folder does not exist.\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(folder.PathOf("a.jsonl")));
    }

    [FfmpegFact]
    public void The_report_is_one_page_that_holds_the_clearest_frames()
    {
        var path = folder.PathOf("a.html");
        var run = CommandRun.Of(["analyze", Clip, .. Change, "--every", "4", "--report", path]);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains($"The report is in {path}.", run.Error, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(folder.Root));
        var text = File.ReadAllText(path);
        var page = XDocument.Parse(text["<!doctype html>".Length..]);
        var frames = page.Descendants("img").Select(image => image.Attribute("alt")!.Value).ToHashSet();
        Assert.Superset(new HashSet<string> { "Face 1, happiness", "Face 1, sadness" }, frames);
        Assert.All(page.Descendants().Attributes().Where(link => link.Name.LocalName is "src" or "href"), link => Assert.StartsWith("data:image/", link.Value, StringComparison.Ordinal));
        Assert.Empty(page.Descendants("script").Concat(page.Descendants("link")));
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void A_film_that_is_none_is_told_and_the_others_are_done()
    {
        var broken = folder.Write("broken.mp4", "this is no film");
        var run = CommandRun.Of("analyze", broken, Clip, "--every", "50", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken.mp4", run.Error, StringComparison.Ordinal);
        Assert.Equal(1 + 7, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [FfmpegFact]
    public void A_film_is_analysed_also_where_its_name_does_not_tell()
    {
        using var clips = new TestClips();
        foreach (var film in new[] { clips.Moving("film.nut", 160, 120), clips.Moving("film", 160, 120, more: "-f matroska") })
        {
            var run = CommandRun.Of("analyze", film, "--every", "5", "--json");
            Assert.Equal((0, 1 + 5), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
            // One that is not there is told, as among films by their names; among pictures nothing is looked into.
            var missing = CommandRun.Of("analyze", film, folder.PathOf("missing.nut"), "--every", "5", "--json");
            Assert.Equal((1, 1 + 5), (missing.ExitCode, missing.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
            Assert.Contains("missing.nut' does not exist", missing.Error, StringComparison.Ordinal);
            var among = CommandRun.Of("analyze", film, Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.png"), "--json");
            Assert.Equal(1, among.ExitCode);
            Assert.Contains("\"error\"", among.Output.Split('\n')[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Films_and_pictures_are_not_mixed_and_times_are_times()
    {
        Assert.Equal(2, CommandRun.Of("analyze", Clip, "photo.jpg").ExitCode);
        var run = CommandRun.Of("analyze", Clip, "--from", "soon");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--from takes seconds (90.5) or [H:]MM:SS (1:30), not 'soon'", run.Error, StringComparison.Ordinal);
        foreach (var odd in new[] { "NaN:30", "99999999999:00", "1:2:3:4", "" })
            Assert.Equal(2, CommandRun.Of("analyze", Clip, "--to", odd).ExitCode);
        Assert.Equal(2, CommandRun.Of("analyze", Clip, "--json", "--srt").ExitCode);
        Assert.Contains("--srt tells of one video, not of 2", CommandRun.Of("analyze", Clip, Clip, "--srt", folder.PathOf("a.srt")).Error, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void Lines_that_an_earlier_process_of_the_same_number_left_stay()
    {
        var csv = folder.PathOf("a.csv");
        var left = $"{csv}.{Environment.ProcessId}.tmp";
        File.WriteAllText(left, "kept\n");
        Assert.Equal(0, CommandRun.Of("analyze", Clip, "--to", "0.2", "--csv", csv).ExitCode);
        Assert.Equal("kept\n", File.ReadAllText(left));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(csv)!).Length);
    }

    [FfmpegFact]
    public void One_file_takes_the_lines_of_one_option()
    {
        var csv = folder.PathOf("a.csv");
        var run = CommandRun.Of("analyze", Clip, "--to", "0.2", "--csv", csv, "--events", csv);
        Assert.Equal((1, $"mien: {csv} is being written already; name another file\n"), (run.ExitCode, run.Error));
    }

    [FfmpegFact]
    public void A_folder_is_no_file_to_write_to()
    {
        var csv = folder.PathOf("a.csv");
        Directory.CreateDirectory(csv);
        var refused = CommandRun.Of("analyze", Clip, "--to", "0.2", "--csv", csv);
        Assert.Equal((1, $"mien: {csv} is a folder; name a file\n"), (refused.ExitCode, refused.Error));
    }

    /// <summary>The columns, and what they hold of a frame.</summary>
    private static void AssertTable(string[][] rows)
    {
        string[] labels = ["anger", "contempt", "disgust", "fear", "happiness", "neutral", "sadness", "surprise"];
        string[] place = ["source", "frame", "time", "id", "x", "y", "box_width", "box_height", "score", "emotion", "confidence", "valence", "arousal", "doubts"];
        Assert.Equal([.. place, .. labels, .. labels.Select(label => $"raw_{label}")], rows[0]);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        var told = rows[0].Zip(Assert.Single(rows, row => row[2] == "5.24")).ToDictionary();
        Assert.Equal((Clip, "131", "1", "happiness", ""), (told["source"], told["frame"], told["id"], told["emotion"], told["doubts"]));
        Assert.Equal(told["happiness"], told["confidence"]);
        Assert.Equal(1, labels.Sum(label => Number(told[label])), 1e-4);
        Assert.Equal(1, labels.Sum(label => Number(told[$"raw_{label}"])), 1e-4);
        Assert.InRange(Number(told["x"]) + (Number(told["box_width"]) / 2), 120, 200);
        Assert.InRange(Number(told["valence"]), 0.3, 1);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
