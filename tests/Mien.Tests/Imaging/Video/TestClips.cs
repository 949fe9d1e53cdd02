using System.Diagnostics;
using System.Globalization;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

/// <summary>A temporary folder of small clips that ffmpeg makes; disposing it deletes them.</summary>
internal sealed class TestClips : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien-video-").FullName;

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Moving test pictures of 25 frames a second.</summary>
    public string Moving(string name = "clip.mp4", int width = 64, int height = 48, double seconds = 1, string more = "") =>
        Make(name, FormattableString.Invariant($"-f lavfi -i testsrc=s={width}x{height}:r=25:d={seconds} {more} -pix_fmt yuv420p"));

    /// <summary>A film of a hundred frames, of which some cannot be decoded and others only with repairs.</summary>
    public string Damaged(string name = "damaged.mp4")
    {
        // In a picture's own data a wrong byte costs a part of it, in its head the whole. ffmpeg's own encoder gives the same bytes everywhere.
        var bytes = File.ReadAllBytes(Moving("whole-" + name, seconds: 4, more: "-c:v mpeg4 -g 25"));
        for (var i = bytes.Length / 4; i < bytes.Length * 3 / 4; i += 97)
            bytes[i] ^= 0x55;
        return Write(name, bytes);
    }

    /// <summary>Runs ffmpeg with arguments parted by blanks, the file's name last.</summary>
    public string Make(string name, string arguments)
    {
        var path = PathOf(name);
        var start = new ProcessStartInfo(FfmpegTools.Find().FfmpegPath!, ["-v", "error", "-nostdin", "-y", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), path])
        {
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    /// <summary>A program that stands in for ffmpeg.</summary>
    public FfmpegTools Script(string text)
    {
        var path = Write("ffmpeg-stand-in", System.Text.Encoding.UTF8.GetBytes("#!/bin/sh\n" + text));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new FfmpegTools(path, FfmpegTools.Find().FfprobePath!);
    }

    public static List<(long Index, double Time)> Frames(string path, VideoReaderOptions? options = null)
    {
        using var reader = VideoReader.Open(path, options);
        return [.. reader.ReadFrames().Select(frame => (frame.Index, Math.Round(frame.Time.TotalSeconds, 3)))];
    }

    public static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat")).Contains(") Z", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is ArgumentException or IOException)
        {
            return false;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
