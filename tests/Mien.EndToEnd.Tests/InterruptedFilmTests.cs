using System.Text.Json;
using Xunit.Abstractions;

namespace Mien.EndToEnd.Tests;

/// <summary>Films whose analysis is stopped in the middle: what was done is kept, and <c>--resume</c> goes on.</summary>
public sealed class InterruptedFilmTests : IClassFixture<FilmModel>, IDisposable
{
    private const int Frames = 450;
    private readonly Clips clips = new();
    private readonly string film;
    private readonly string[] command;
    private readonly ITestOutputHelper output;

    public InterruptedFilmTests(FilmModel model, ITestOutputHelper output)
    {
        this.output = output;
        film = clips.Make("film.mp4", $"-f lavfi -i color=gray:s=160x120:r=25:d={Frames / 25} -pix_fmt yuv420p -preset ultrafast -g 50");
        command = ["analyze", film, "--model", model.Path, "--json", Json];
    }

    private string Json => clips.PathOf("film.jsonl");

    [Fact]
    public async Task An_interrupted_run_keeps_whole_lines_and_the_copy_so_far_and_is_resumed()
    {
        var run = await MienProcess.Run(process => Stop(process, "INT"), [.. command, "--annotate", clips.PathOf("out")]);
        Assert.Equal(130, run.ExitCode);
        var before = AssertWholeLines();
        Assert.InRange(before.Length, 2, Frames);
        Assert.Equal(before.Length - 1, Mien.Imaging.Video.VideoProbe.Read(Path.Combine(clips.PathOf("out"), "film.mp4")).Frames);
        await AssertResumed(before);
    }

    [Fact]
    public async Task A_run_that_is_asked_to_end_keeps_whole_lines_too()
    {
        var run = await MienProcess.Run(process => Stop(process, "TERM"), command);
        Assert.Equal(130, run.ExitCode);
        Assert.InRange(AssertWholeLines().Length, 2, Frames);
    }

    [Fact]
    public async Task A_killed_run_loses_nothing()
    {
        var run = await MienProcess.Run(process => Stop(process, "KILL"), command);
        Assert.Equal(128 + 9, run.ExitCode);
        Assert.False(File.Exists(Json));
        var left = Directory.GetFiles(Path.GetDirectoryName(Json)!, "film.jsonl.*.tmp").Single();
        var before = (await File.ReadAllTextAsync(left)).Split('\n')[..^1];
        await AssertResumed(before);
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Lines_of_a_killed_run_that_are_not_gone_on_with_are_told_of()
    {
        string[] table = ["--csv", clips.PathOf("film.csv")];
        await MienProcess.Run(process => Stop(process, "KILL"), [.. command, .. table]);
        var left = Directory.GetFiles(Path.GetDirectoryName(Json)!, "film.csv.*.tmp").Single();
        var run = await MienProcess.Run([.. command[..4], "--to", "0.2", .. table]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"mien: {left} holds the lines of a run that was killed; give it another name to keep them, or delete it", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(left));
    }

    [Fact]
    public async Task A_killed_ffmpeg_is_one_line_after_what_it_gave()
    {
        var run = await MienProcess.Run(
            process =>
            {
                clips.WaitForLines(process, "film.jsonl");
                foreach (var child in Clips.Children(process.Id, "ffmpeg"))
                    Clips.Signal("KILL", child);
            },
            [.. command, "--csv", "-"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches($@"^mien: ffmpeg was killed \(signal 9\) after [\d,]+ frames of '.*film\.mp4'\.$", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.InRange(AssertWholeLines().Length, 2, Frames);
    }

    [Fact]
    public async Task A_full_disk_is_one_line_and_what_is_written_stays()
    {
        var run = await MienProcess.RunWithFileLimit(8, [.. command, "--csv", "-"]);
        Assert.Equal(1, run.ExitCode);
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"mien: {Json} cannot be written any further: ", line, StringComparison.Ordinal);
        Assert.EndsWith("it holds what was done until then.", line, StringComparison.Ordinal);
        AssertWholeLines();
        Assert.InRange(new FileInfo(Json).Length, 7 << 10, 8 << 10);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Ten_times_the_length_takes_no_more_memory()
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "samples", "portraits.mp4");
        File.Copy(sample, clips.PathOf("clip.mp4"));
        var peaks = new List<long>();
        foreach (var turns in new[] { 4, 49 })
        {
            var looped = clips.Make($"turns-{turns}.mp4", $"-stream_loop {turns} -i clip.mp4 -c copy");
            string[] outputs = [.. new[] { "f.jsonl", "f.csv", "e.csv", "f.srt", "f.html" }.Select(name => clips.PathOf($"{turns}-{name}"))];
            var run = await MienProcess.Run(
                process => peaks.Add(PeakMemory.Of(process)),
                "analyze", looped, "--every", "5", "--json", outputs[0], "--csv", outputs[1], "--events", outputs[2], "--srt", outputs[3], "--report", outputs[4]);
            Assert.Equal(0, run.ExitCode);
        }
        output.WriteLine(FormattableString.Invariant($"peak memory: one minute {peaks[0] >> 20} MiB, ten minutes {peaks[1] >> 20} MiB"));
        // The heap varies by some megabytes from run to run.
        Assert.InRange(peaks[1], 1, peaks[0] + (24L << 20));
    }

    public void Dispose() => clips.Dispose();

    private void Stop(System.Diagnostics.Process process, string signal)
    {
        clips.WaitForLines(process, "film.jsonl", 1000);
        Clips.Signal(signal, process.Id);
    }

    private string[] AssertWholeLines()
    {
        var text = File.ReadAllText(Json);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var lines = text.Split('\n')[..^1];
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        return lines;
    }

    private async Task AssertResumed(string[] before)
    {
        var run = await MienProcess.Run([.. command, "--resume"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(FormattableString.Invariant($"{Frames:N0} frames, {before.Length - 1:N0} of them as stored"), run.Error, StringComparison.Ordinal);
        var lines = AssertWholeLines();
        Assert.Equal(1 + Frames, lines.Length);
        Assert.Equal(before, lines[..before.Length]);
        Assert.Equal(Enumerable.Range(0, Frames), lines.Skip(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("frame").GetInt32()));
    }
}
