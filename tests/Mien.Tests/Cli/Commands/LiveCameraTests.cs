using System.Text.Json;
using Mien.Cli;
using Mien.Cli.Commands.Live;
using Mien.Cli.Hosting;
using Mien.Imaging;
using Mien.Imaging.Video;
using Mien.Tests.Cli.Commands.Live;
using Mien.Tests.Imaging.Video;

namespace Mien.Tests.Cli.Commands;

/// <summary>A camera of this machine, of which there is seldom one: a file plays the device, and a stand-in for ffmpeg says what it says of cameras.</summary>
public sealed class LiveCameraTests : IDisposable
{
    private static readonly string Portraits = Path.Combine(SharedData.RepositoryRoot, "samples", "portraits.mp4");
    private readonly TestClips clips = new();
    private readonly string device;

    // A path that begins as those of cameras do, and leads to the file.
    public LiveCameraTests() => device = "/dev/video/../.." + clips.Write("device", []);

    public void Dispose() => clips.Dispose();

    [FfmpegFact]
    public void A_camera_that_does_not_open_is_one_line()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var busy = Live($"""
            echo '[video4linux2,v4l2 @ 0x1] [error] ioctl(VIDIOC_STREAMON): Device or resource busy' >&2
            echo '[error] {device}: Device or resource busy' >&2
            exit 1
            """);
        Assert.Equal((1, "", $"mien: The camera '{device}' is in use by another program.\n"), busy);
        var forbidden = Live($"""
            echo '[video4linux2,v4l2 @ 0x1] [error] Cannot open video device {device}: Permission denied' >&2
            echo '[error] {device}: Permission denied' >&2
            exit 1
            """);
        Assert.Equal((1, "", $"mien: The camera '{device}' cannot be read: Permission denied.\n"), forbidden);
    }

    [FfmpegFact]
    public void A_camera_that_is_unplugged_is_told_and_what_was_saved_stays()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Happiness, which fades into sadness.
        var film = clips.Make("seen.mp4", $"-ss 4.6 -t 2.6 -i {Portraits} -r 25 -pix_fmt yuv420p");
        var faces = clips.PathOf("faces");
        // It gives the film at a camera's speed. A film's first packets, which nobuffer throws away, do not come again.
        var (code, output, error) = Live(
            $"""
            n=$#
            while [ $n -gt 0 ]; do
              case "$1" in
                nobuffer) set -- "$@" genpts;;
                v4l2) set -- "$@" mp4 -re;;
                {device}) set -- "$@" {film};;
                *) set -- "$@" "$1";;
              esac
              shift
              n=$((n-1))
            done
            {FfmpegTools.Find().FfmpegPath} "$@"
            echo '[video4linux2,v4l2 @ 0x1] [error] ioctl(VIDIOC_DQBUF): No such device' >&2
            echo '[error] {device}: No such device' >&2
            """,
            "--save-faces", faces, "--json", clips.PathOf("seen.jsonl"));
        Assert.Equal(1, code);
        // What it saw last waited for a search and for smoothing.
        using var last = JsonDocument.Parse(File.ReadLines(clips.PathOf("seen.jsonl")).Last());
        Assert.InRange(last.RootElement.GetProperty("time").GetDouble(), 2.5, 2.7);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 1, 6);
        Assert.Equal([.. lines.Select(LiveRunTests.SavedName), FaceFolder.SheetName], Directory.GetFiles(faces).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(8 + (72 * lines.Length), new ImageReader().Read(Path.Combine(faces, FaceFolder.SheetName)).Width);
        var told = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"mien: The camera '{device}' stopped after 65 frames (No such device).", told[0]);
        Assert.Matches(@"^\d+\.\d s, \d+ frames, \d+ changes$", told[1]);
        Assert.Equal($"{lines.Length} faces saved in {faces}, a sample of them in {Path.Combine(faces, FaceFolder.SheetName)}", told[2]);
    }

    /// <summary>Watches the camera, of which a script tells what ffmpeg would.</summary>
    private (int Code, string Output, string Error) Live(string script, params string[] more)
    {
        var ffmpeg = clips.Script($"""
            case "$*" in *"-f v4l2 -i {device} "*) ;; *) echo '[error] no camera was asked for' >&2; exit 2;; esac
            {script}
            """).FfmpegPath!;
        using StringWriter output = new(), error = new();
        var shell = new Shell(output, error) { Variable = name => name == FfmpegTools.FfmpegVariable ? ffmpeg : null };
        var code = new Application(shell).Run(["live", "--camera", device, .. more]);
        return (code, output.ToString(), error.ToString().ReplaceLineEndings("\n"));
    }
}
