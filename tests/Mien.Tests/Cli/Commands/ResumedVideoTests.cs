using System.Globalization;
using System.Text.Json;
using Mien.Tests.Imaging.Video;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public sealed class ResumedVideoTests : IDisposable
{
    private static readonly string Clip = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void An_interrupted_film_goes_on_as_if_nothing_had_happened()
    {
        // Of the 31 frames 23 are there and a half; nine seconds, so that the rest does not begin at the start.
        var whole = Analyze("whole");
        var lines = File.ReadAllLines(folder.PathOf("whole.jsonl"));
        folder.Write("rest.jsonl", string.Join('\n', lines[..24]) + "\n" + lines[24][..100]);
        var rest = Analyze("rest", "--resume");
        Assert.Equal((0, 0), (whole.ExitCode, rest.ExitCode));
        Assert.Contains("rest.jsonl holds 23 frames to 0:00:08.8; going on from there", rest.Error, StringComparison.Ordinal);
        Assert.Contains("31 frames, 23 of them as stored", rest.Error, StringComparison.Ordinal);
        Assert.Equal(lines[..24], File.ReadAllLines(folder.PathOf("rest.jsonl"))[..24]);
        Assert.Equal(lines.Select(Known), File.ReadAllLines(folder.PathOf("rest.jsonl")).Select(Known));
        var (before, after) = (File.ReadAllLines(folder.PathOf("whole.csv")), File.ReadAllLines(folder.PathOf("rest.csv")));
        Assert.Equal(before.Where(IsStored), after.Where(IsStored));
        Assert.Equal(before.Length, after.Length);
        Assert.Equal(File.ReadAllText(folder.PathOf("whole.srt")), File.ReadAllText(folder.PathOf("rest.srt")));
        Assert.Equal(Events("whole"), Events("rest"));

        // Once more: there is nothing left to do, and all tables are written again.
        File.Delete(folder.PathOf("rest.csv"));
        var written = File.GetLastWriteTimeUtc(folder.PathOf("rest.jsonl"));
        Assert.Contains("rest.jsonl holds all 31 frames already; none was analysed again", Analyze("rest", "--resume").Error, StringComparison.Ordinal);
        Assert.Equal(after, File.ReadAllLines(folder.PathOf("rest.csv")));
        Assert.Equal(lines.Length, File.ReadAllLines(folder.PathOf("rest.jsonl")).Length);
        Assert.True(File.GetLastWriteTimeUtc(folder.PathOf("rest.jsonl")) >= written);
    }

    [FfmpegFact]
    public void A_film_with_a_cut_goes_on_at_the_same_frames()
    {
        using var clips = new TestClips();
        // The cut, to a smaller face elsewhere, is at no frame that would have been searched without it; every third one would.
        var film = clips.Make("cut.mp4", $"-i {Clip} -filter_complex [0:v]split[a][b];[a]trim=end_frame=100,setpts=PTS-STARTPTS[one];"
            + "[b]trim=start_frame=100:end_frame=290,setpts=PTS-STARTPTS,scale=180:180,pad=320:320:140:130:white[two];[one][two]concat=n=2 -r 25 -an");
        CommandRun Of(string name, params string[] more) => CommandRun.Of(["analyze", film, "--json", folder.PathOf(name + ".jsonl"), .. more]);
        var whole = Of("whole");
        var lines = File.ReadAllLines(folder.PathOf("whole.jsonl"));
        Assert.Contains("\"id\":2", lines[101], StringComparison.Ordinal);
        folder.Write("rest.jsonl", string.Join('\n', lines[..275]) + "\n");
        var rest = Of("rest", "--resume");
        Assert.Equal((0, 0), (whole.ExitCode, rest.ExitCode));
        Assert.Equal(lines.Select(Known), File.ReadAllLines(folder.PathOf("rest.jsonl")).Select(Known));
    }

    [Fact]
    public void It_takes_one_film_and_the_file_of_its_json()
    {
        Told(2, "--resume goes on from the file of --json", Clip, "--resume");
        Told(2, "--resume goes on from the file of --json", Clip, "--resume", "--json", "-");
        Told(2, "--resume goes on with one video, not with 2", Clip, Clip, "--resume", "--json", folder.PathOf("a.jsonl"));
        Told(2, "--resume is for videos, and 'photo.jpg' is none", "photo.jpg", "--resume");
        Told(2, "--to lies after --from", Clip, "--from", "5", "--to", "4");
        Told(2, "--report tells of one video, not of 2", Clip, Clip, "--report", folder.PathOf("a.html"));
        var other = folder.Write("other.jsonl", "{\"source\":\"other.mp4\",\"width\":320,\"height\":320,\"fps\":25}\n");
        Told(2, "holds results of 'other.mp4', not of '", Clip, "--resume", "--json", other);
        Assert.Single(File.ReadAllLines(other));
    }

    private static void Told(int code, string line, params string[] arguments)
    {
        var run = CommandRun.Of(["analyze", .. arguments]);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(line, run.Error, StringComparison.Ordinal);
    }

    private CommandRun Analyze(string name, params string[] more) => CommandRun.Of(
        ["analyze", Clip, "--every", "10", "--json", folder.PathOf(name + ".jsonl"), "--csv", folder.PathOf(name + ".csv"), "--events", folder.PathOf(name + ".events.csv"),
            "--srt", folder.PathOf(name + ".srt"), .. more]);

    private static bool IsStored(string row) => !int.TryParse(row.Split(',')[1], CultureInfo.InvariantCulture, out var frame) || frame <= 220;

    private IEnumerable<string> Events(string name) => File.ReadAllLines(folder.PathOf(name + ".events.csv")).Select(line => line[..line.LastIndexOf(',')]);

    /// <summary>What must be equal: frame, time, numbers and places. Probabilities may differ in the last digit, since smoothing began later.</summary>
    private static string Known(string line)
    {
        using var json = JsonDocument.Parse(line);
        return !json.RootElement.TryGetProperty("faces", out var faces) ? line : $"{json.RootElement.GetProperty("frame")} {json.RootElement.GetProperty("time")} "
            + string.Join(' ', faces.EnumerateArray().Select(face => $"{face.GetProperty("id")} {face.GetProperty("box")} {face.GetProperty("raw")} {face.GetProperty("emotion")}"));
    }
}
