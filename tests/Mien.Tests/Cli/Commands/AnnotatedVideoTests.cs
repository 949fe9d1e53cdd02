using System.Runtime.InteropServices;
using Mien.Cli;
using Mien.Cli.Commands.Analysis;
using Mien.Cli.Hosting;
using Mien.Imaging.Video;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Imaging.Video;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Cli.Commands;

public sealed class AnnotatedVideoTests : IDisposable
{
    private static readonly string Clip = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void Copies_have_boxes_and_the_sound_and_none_replaces_another()
    {
        using var clips = new TestClips();
        File.Copy(Clip, clips.PathOf("clip.mp4"));
        var film = clips.Make("film.mkv", "-i clip.mp4 -f lavfi -i sine=d=2 -c:v copy -c:a aac -t 1");
        var run = CommandRun.Of("analyze", film, film, "--from", "0.3", "--to", "0.7", "--annotate", folder.PathOf("out"));
        Assert.Equal(0, run.ExitCode);
        foreach (var name in new[] { "film.mp4", "film-2.mp4" })
        {
            var info = VideoProbe.Read(Path.Combine(folder.PathOf("out"), name));
            Assert.Equal((320, 320, 10L, true), (info.Width, info.Height, info.Frames!.Value, info.HasAudio));
        }
        // The copy's first frame is the first one behind the start, with a box on it.
        using VideoReader before = VideoReader.Open(film, new VideoReaderOptions { From = TimeSpan.FromSeconds(0.3) }), after = VideoReader.Open(Path.Combine(folder.PathOf("out"), "film.mp4"));
        VideoFrame plain = new(), drawn = new();
        Assert.True(before.TryRead(plain) && after.TryRead(drawn));
        var changed = plain.ToGrey().Pixels.Zip(drawn.ToGrey().Pixels, (a, b) => Math.Abs(a - b) > 40).Count(isChanged => isChanged);
        Assert.InRange(changed, 300, 30_000);
        Assert.Equal(2, Directory.GetFiles(folder.PathOf("out")).Length);
    }

    [FfmpegFact]
    public void The_sound_of_a_copy_that_begins_later_stays_with_its_pictures()
    {
        using var clips = new TestClips();
        var model = clips.PathOf("model.onnx");
        OnnxWriter.Write(StandInModel.Happy(0.9), model);
        // Black and silent for a second, then white and loud.
        var film = clips.Make(
            "flash.mp4",
            "-f lavfi -i color=black:s=64x48:r=25:d=2 -f lavfi -i aevalsrc='0.5*sin(6283*t)*gt(t,1)':d=2 -vf drawbox=t=fill:c=white:enable='gte(t,1)' -c:a aac -pix_fmt yuv420p");
        // The copies begin with the frames behind that, of 0.52 and of 0.56 seconds.
        foreach (var (from, expected) in new[] { ("0.5", 0.48), ("0.53", 0.44) })
        {
            var target = folder.PathOf("from-" + from);
            Assert.Equal(0, CommandRun.Of("analyze", film, "--model", model, "--from", from, "--annotate", target).ExitCode);
            var copy = Path.Combine(target, "flash.mp4");
            using var reader = VideoReader.Open(copy);
            Assert.Equal(expected, reader.ReadFrames().First(frame => frame.ToGrey().Pixels[0] > 128).Time.TotalSeconds, 0.001);
            Assert.InRange(BeginOfSound(clips, copy), expected - 0.05, expected + 0.05);
        }
    }

    [FfmpegFact]
    public void A_resumed_copy_begins_at_the_start()
    {
        string[] command = ["analyze", Clip, "--to", "0.8", "--every", "2", "--json", folder.PathOf("a.jsonl"), "--annotate", folder.PathOf("out")];
        Assert.Equal(0, CommandRun.Of(command).ExitCode);
        var lines = File.ReadAllLines(folder.PathOf("a.jsonl"));
        folder.Write("a.jsonl", string.Join('\n', lines[..5]) + "\n");
        File.Move(folder.PathOf("out/portraits.mp4"), folder.PathOf("whole.mp4"));
        // The same film by another path.
        command[1] = Path.Combine(Path.GetDirectoryName(Clip)!, ".", Path.GetFileName(Clip));
        Assert.Equal(0, CommandRun.Of([.. command, "--resume"]).ExitCode);
        Assert.Equal(TestClips.Frames(folder.PathOf("whole.mp4")), TestClips.Frames(folder.PathOf("out/portraits.mp4")));
        Assert.Equal(10, VideoProbe.Read(folder.PathOf("out/portraits.mp4")).Frames);
    }

    [Theory]
    [InlineData(25, false, 1, 25)]
    [InlineData(25, false, 5, 5)]
    [InlineData(25, false, 6, 25)]
    [InlineData(0, false, 1, 25)]
    [InlineData(20, true, 1, 40)]
    [InlineData(100, true, 3, 100)]
    public void The_copys_rate_meets_the_times_of_its_frames(double rate, bool isUneven, int every, double expected) =>
        Assert.Equal(expected, AnnotatedFilms.Rate(new VideoInfo { Width = 1, Height = 1, Codec = "h264", AverageFrameRate = rate, IsVariableFrameRate = isUneven }, every));

    [FfmpegFact]
    public void A_bar_is_shown_beside_lines_that_go_elsewhere_and_not_among_them()
    {
        var (output, error) = Shown(outIsTerminal: false);
        Assert.Contains(" left", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(1 + 20, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        (output, error) = Shown(outIsTerminal: true);
        Assert.Equal("", error);
        Assert.DoesNotContain('\u001b', output);
    }

    /// <summary>When a film becomes loud, in seconds; below zero where it never does.</summary>
    private static double BeginOfSound(TestClips clips, string film)
    {
        // Where the sound begins behind the pictures, it is filled up with silence.
        var bytes = File.ReadAllBytes(clips.Make("sound.raw", $"-i {film} -af aresample=8000:async=1:first_pts=0 -ac 1 -f s16le"));
        return Array.FindIndex(MemoryMarshal.Cast<byte, short>(bytes.AsSpan()).ToArray(), sample => Math.Abs((int)sample) > 3000) / 8000.0;
    }

    private static (string Output, string Error) Shown(bool outIsTerminal)
    {
        using StringWriter output = new(), error = new();
        new Application(new Shell(output, error) { ErrorIsTerminal = true, OutIsTerminal = outIsTerminal }).Run(["analyze", Clip, "--every", "5", "--to", "4", "--json", "-"]);
        return (output.ToString(), error.ToString());
    }
}
