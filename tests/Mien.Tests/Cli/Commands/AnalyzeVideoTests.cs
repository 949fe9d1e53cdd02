using System.Text.Json;
using Mien.Tests.Imaging.Video;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public sealed class AnalyzeVideoTests : IDisposable
{
    private static readonly string Clip = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");
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
    public void A_film_that_is_none_is_told_and_the_others_are_done()
    {
        var broken = folder.Write("broken.mp4", "this is no film");
        var run = CommandRun.Of("analyze", broken, Clip, "--every", "50", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken.mp4", run.Error, StringComparison.Ordinal);
        Assert.Equal(1 + 7, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Films_and_pictures_are_not_mixed_and_times_are_times()
    {
        Assert.Equal(2, CommandRun.Of("analyze", Clip, "photo.jpg").ExitCode);
        var run = CommandRun.Of("analyze", Clip, "--from", "soon");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--from takes seconds (90.5) or [H:]MM:SS (1:30), not 'soon'", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("analyze", Clip, "--json", "--srt").ExitCode);
    }
}
