using System.Globalization;
using System.Text.Json;

namespace Mien.EndToEnd.Tests;

/// <summary>Films that are damaged, odd or none.</summary>
public sealed class FilmFaultTests(FilmModel model) : IClassFixture<FilmModel>, IDisposable
{
    private readonly Clips clips = new();

    [Fact]
    public async Task What_holds_no_pictures_gives_one_line_and_no_file()
    {
        var sound = clips.Make("sound.mp4", "-f lavfi -i sine=d=0.2 -c:a aac");
        var empty = clips.Make("zero.avi", "-f lavfi -i testsrc=s=64x48:r=25:d=1 -c:v mpeg4 -frames:v 0");
        var large = clips.Make("large.mkv", "-f lavfi -i color=gray:s=8400x4400:r=1:d=1 -frames:v 1 -c:v mjpeg -pix_fmt yuvj420p");
        var run = await Analyze([sound, empty, large], "--json", clips.PathOf("none.jsonl"), "--csv", clips.PathOf("none.csv"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal($"mien: '{sound}' holds sound only, no pictures.", lines[0]);
        Assert.StartsWith($"mien: '{empty}' ", lines[1], StringComparison.Ordinal);
        Assert.Equal($"mien: '{large}' is too large: 8,400×4,400 pixels a frame; at most 35,651,584 are read.", lines[2]);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(sound)!, "none.*"));
    }

    [Fact]
    public async Task Films_that_are_cut_off_or_damaged_give_what_there_is_and_say_so()
    {
        var whole = await File.ReadAllBytesAsync(clips.Make("whole.mp4", "-f lavfi -i testsrc=s=64x48:r=25:d=4 -pix_fmt yuv420p -g 10 -movflags +faststart"));
        var cut = clips.Write("cut.mp4", whole[..(whole.Length * 6 / 10)]);
        for (var i = 0; i < 600; i++)
            whole[(whole.Length / 2) + i] = (byte)(i * 37);
        var damaged = clips.Write("damaged.mp4", whole);
        var run = await Analyze([cut, damaged], "--json", "-");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Faults.Notes(run), line => line == $"mien: {cut} ends in the middle: what is there was analysed");
        var left = Assert.Single(Faults.Notes(run), line => line.EndsWith($" frames of {damaged} cannot be decoded and are left out", StringComparison.Ordinal));
        var frames = Frames(run.Output);
        Assert.Equal([cut, damaged], frames.Select(film => film.Source));
        Assert.InRange(frames[0].Times.Count, 20, 80);
        Assert.InRange(frames[1].Times.Count, 60, 99);
        Assert.Equal(100, frames[1].Times.Count + int.Parse(left.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.True(frames[1].Times[^1] >= 3.9, "the film goes on behind the damage");
    }

    [Fact]
    public async Task Odd_sizes_and_uneven_times_are_kept_also_in_copies()
    {
        var film = clips.Make("odd.mkv", "-f lavfi -i testsrc=s=333x251:r=50:d=1 -vf select='not(mod(n,10))+between(n,20,24)' -fps_mode vfr -c:v ffv1 -pix_fmt yuv420p");
        var run = await Analyze([film], "--json", "-", "--annotate", clips.PathOf("out"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([0, 0.2, 0.4, 0.42, 0.44, 0.46, 0.48, 0.6, 0.8], Frames(run.Output).Single().Times);
        var copy = Mien.Imaging.Video.VideoProbe.Read(Path.Combine(clips.PathOf("out"), "odd.mp4"));
        Assert.Equal((334, 252), (copy.Width, copy.Height));
        Assert.InRange(copy.Duration!.Value.TotalSeconds, 0.8, 0.9);
    }

    [Fact]
    public async Task A_film_of_8k_is_read()
    {
        var film = clips.Make("8k.mkv", "-f lavfi -i color=gray:s=7680x4320:r=2:d=1 -c:v mjpeg -pix_fmt yuvj420p");
        var peak = 0L;
        var run = await MienProcess.Run(process => peak = PeakMemory.Of(process), "analyze", film, "--model", model.Path, "--json", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([0, 0.5], Frames(run.Output).Single().Times);
        // A frame has 50 MB; some wait in the ring, the pipe and for the next search.
        Assert.InRange(peak, 1, 900L << 20);
    }

    [Fact]
    public async Task Without_ffmpeg_there_is_one_line()
    {
        var film = clips.Make("film.mp4", "-f lavfi -i testsrc=s=64x48:r=25:d=0.2 -pix_fmt yuv420p");
        var run = await MienProcess.RunWith("MIEN_FFMPEG", "/nowhere/at-all", "analyze", film, "--model", model.Path);
        Faults.AssertOneLine(run, 1, "need the program ffmpeg, which was not found at '/nowhere/at-all'", "install it:");
    }

    public void Dispose() => clips.Dispose();

    private Task<MienProcess> Analyze(string[] films, params string[] more) => MienProcess.Run(["analyze", .. films, "--model", model.Path, .. more]);

    private static List<(string Source, List<double> Times)> Frames(string output)
    {
        var films = new List<(string Source, List<double> Times)>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("source", out var source))
                films.Add((source.GetString()!, []));
            else
                films[^1].Times.Add(json.RootElement.GetProperty("time").GetDouble());
        }
        return films;
    }
}
