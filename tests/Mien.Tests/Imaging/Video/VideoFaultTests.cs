using System.Diagnostics;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class VideoFaultTests
{
    [FfmpegFact]
    public void A_film_cut_off_in_the_middle_gives_what_there_is()
    {
        using var clips = new TestClips();
        var whole = File.ReadAllBytes(clips.Moving(seconds: 4, more: "-g 10 -movflags +faststart"));
        using var reader = VideoReader.Open(clips.Write("cut.mp4", whole[..(whole.Length * 6 / 10)]));
        var count = reader.ReadFrames().Count();
        Assert.InRange(count, 20, 80);
        Assert.True(reader.IsTruncated);

        var matroska = File.ReadAllBytes(clips.Moving("whole.mkv", seconds: 4, more: "-g 10"));
        using var second = VideoReader.Open(clips.Write("cut.mkv", matroska[..(matroska.Length * 6 / 10)]));
        Assert.InRange(second.ReadFrames().Count(), 20, 80);
        Assert.True(second.IsTruncated);

        using var good = VideoReader.Open(clips.PathOf("clip.mp4"));
        Assert.Equal(100, good.ReadFrames().Count());
        Assert.False(good.IsTruncated);
        Assert.Equal(0, good.SkippedFrames);
    }

    [FfmpegFact]
    public void Damaged_frames_are_skipped_and_counted()
    {
        using var clips = new TestClips();
        var bytes = File.ReadAllBytes(clips.Moving(seconds: 4, more: "-g 10 -movflags +faststart"));
        for (var i = 0; i < 600; i++)
            bytes[(bytes.Length / 2) + i] = (byte)(i * 37);
        using var reader = VideoReader.Open(clips.Write("bad.mp4", bytes));
        var times = reader.ReadFrames().Select(frame => frame.Time).ToList();
        Assert.InRange(times.Count, 60, 99);
        Assert.InRange(reader.SkippedFrames, 1, 40);
        // None is lost without being counted.
        Assert.Equal(100, times.Count + reader.SkippedFrames);
        Assert.True(times[^1] >= TimeSpan.FromSeconds(3.9), "the film goes on behind the damage");
        Assert.False(reader.IsTruncated);
    }

    [FfmpegFact]
    public void Frames_that_were_repaired_are_delivered_and_counted_beside_those_that_are_skipped()
    {
        using var clips = new TestClips();
        using var reader = VideoReader.Open(clips.Damaged());
        var count = reader.ReadFrames().Count();
        Assert.Equal(100, count + reader.SkippedFrames);
        Assert.InRange(reader.SkippedFrames, 1, 20);
        Assert.InRange(reader.DamagedFrames, 1, count - 20);
        Assert.False(reader.IsTruncated);
    }

    [FfmpegFact]
    public void A_film_without_frames_is_told_so()
    {
        using var clips = new TestClips();
        var film = clips.Make("zero.avi", "-f lavfi -i testsrc=s=64x48:r=25:d=1 -c:v mpeg4 -frames:v 0");
        Assert.StartsWith($"'{film}' ", Assert.Throws<VideoException>(() => TestClips.Frames(film)).Message, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void A_killed_ffmpeg_is_an_error_after_the_frames_that_it_gave()
    {
        using var clips = new TestClips();
        using var reader = VideoReader.Open(clips.Moving(seconds: 10), new VideoReaderOptions { RealTime = true });
        var frame = new VideoFrame();
        Assert.True(reader.TryRead(frame));
        using (var process = Process.GetProcessById(reader.ProcessId!.Value))
            process.Kill();
        var error = Assert.Throws<VideoException>(() =>
        {
            while (reader.TryRead(frame))
            {
            }
        });
        Assert.Contains("was killed (signal 9) after", error.Message, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public async Task A_cancelled_reading_leaves_no_process()
    {
        using var clips = new TestClips();
        using var cancellation = new CancellationTokenSource();
        using var reader = VideoReader.Open(clips.Moving(seconds: 30), new VideoReaderOptions { RealTime = true }, cancellation.Token);
        var frame = new VideoFrame();
        Assert.True(reader.TryRead(frame));
        var id = reader.ProcessId!.Value;
        Assert.True(TestClips.IsRunning(id));
        var waiting = Task.Run(() =>
        {
            while (reader.TryRead(frame))
            {
            }
        });
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        reader.Dispose();
        Assert.False(TestClips.IsRunning(id));
    }

    [FfmpegFact]
    public void A_reader_left_in_the_middle_leaves_no_process()
    {
        using var clips = new TestClips();
        var reader = VideoReader.Open(clips.Moving(seconds: 30));
        Assert.True(reader.TryRead(new VideoFrame()));
        var id = reader.ProcessId!.Value;
        reader.Dispose();
        reader.Dispose();
        Assert.False(TestClips.IsRunning(id));
        Assert.Throws<ObjectDisposedException>(() => reader.TryRead(new VideoFrame()));
    }

    [FfmpegFact]
    public void An_old_ffmpeg_is_asked_in_its_own_words()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var clips = new TestClips();
        var tools = clips.Script($"""
            case "$*" in *-fps_mode*) echo "[fatal] Unrecognized option 'fps_mode'." >&2; exit 1;; esac
            exec {FfmpegTools.Find().FfmpegPath} "$@"
            """);
        Assert.Equal(25, TestClips.Frames(clips.Moving(), new VideoReaderOptions { Tools = tools }).Count);
    }

    [FfmpegFact]
    public void What_ffmpeg_says_last_becomes_the_sentence()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var clips = new TestClips();
        var film = clips.Moving();
        var tools = clips.Script("echo '[h264 @ 0x1] [error] out of luck' >&2\necho '[fatal] Conversion failed!' >&2\nexit 3\n");
        var error = Assert.Throws<VideoException>(() => TestClips.Frames(film, new VideoReaderOptions { Tools = tools }));
        Assert.Equal($"'{film}' cannot be read: out of luck.", error.Message);
    }
}
