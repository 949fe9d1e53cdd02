using System.Diagnostics;
using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class VideoWriterTests
{
    [FfmpegFact]
    public void A_film_is_written_with_the_sound_of_another()
    {
        using var clips = new TestClips();
        var source = clips.Moving(seconds: 2, more: "-f lavfi -i sine=d=2 -c:a aac");
        var target = clips.PathOf("out.mp4");
        var picture = new Image(64, 48, 3);
        picture.Pixels.AsSpan().Fill(200);
        using (var writer = VideoWriter.Create(target, 64, 48, 25, new VideoWriterOptions { SoundFrom = source }))
        {
            for (var i = 0; i < 25; i++)
                writer.Write(picture, TimeSpan.FromSeconds(i / 25.0));
            Assert.False(File.Exists(target), "the file appears when it is whole");
            writer.Finish();
            Assert.Null(writer.SoundProblem);
        }

        var info = VideoProbe.Read(target);
        Assert.Equal((64, 48, 25L, true, "aac"), (info.Width, info.Height, info.Frames!.Value, info.HasAudio, info.AudioCodec));
        Assert.InRange(info.Duration!.Value.TotalSeconds, 0.99, 1.1);
        using var reader = VideoReader.Open(target);
        Assert.InRange(reader.ReadFrames().First().ToRgb().Pixels[0], 197, 203);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(target)!).Length);
    }

    [FfmpegFact]
    public void Uneven_times_are_kept_by_repeating_frames()
    {
        using var clips = new TestClips();
        var target = clips.PathOf("out.mp4");
        using (var writer = VideoWriter.Create(target, 33, 21, 25, new VideoWriterOptions { Start = TimeSpan.FromSeconds(10) }))
        {
            foreach (var (time, value) in (ReadOnlySpan<(double, byte)>)[(10, 0), (10.4, 100), (10.41, 7), (10.8, 200)])
            {
                var picture = new Image(33, 21, 1);
                picture.Pixels.AsSpan().Fill(value);
                writer.Write(picture, TimeSpan.FromSeconds(time));
            }

            Assert.Equal(1, writer.OmittedFrames);
            writer.Finish();
        }

        using var reader = VideoReader.Open(target);
        var shades = reader.ReadFrames().Select(frame => (int)frame.ToGrey().Row(10)[10]).ToList();
        Assert.Equal((34, 22), (reader.Info.Width, reader.Info.Height));
        Assert.Equal(21, shades.Count);
        Assert.All(shades[..10], shade => Assert.InRange(shade, 0, 4));
        Assert.All(shades[10..20], shade => Assert.InRange(shade, 96, 104));
        Assert.InRange(shades[20], 196, 204);
    }

    [FfmpegFact]
    public void Sound_that_mp4_cannot_hold_becomes_aac_and_a_silent_source_is_no_fault()
    {
        using var clips = new TestClips();
        var pcm = clips.Moving("pcm.mkv", more: "-f lavfi -i sine=d=1 -c:a pcm_s16le");
        Assert.Equal("aac", Written(pcm).AudioCodec);
        Assert.False(Written(clips.Moving("silent.mp4")).HasAudio);

        VideoInfo Written(string source)
        {
            var target = clips.PathOf("out.mp4");
            using var writer = VideoWriter.Create(target, 64, 48, 25, new VideoWriterOptions { SoundFrom = source });
            for (var i = 0; i < 10; i++)
                writer.Write(new Image(64, 48, 3), TimeSpan.FromSeconds(i / 25.0));
            writer.Finish();
            Assert.Null(writer.SoundProblem);
            return VideoProbe.Read(target);
        }
    }

    [FfmpegFact]
    public void A_killed_encoder_is_an_error_and_leaves_nothing()
    {
        using var clips = new TestClips();
        var target = clips.PathOf("out.mp4");
        using (var writer = VideoWriter.Create(target, 640, 480, 25))
        {
            writer.Write(new Image(640, 480, 3), TimeSpan.Zero);
            using (var process = Process.GetProcessById(writer.ProcessId))
                process.Kill();
            var error = Assert.Throws<VideoException>(() =>
            {
                for (var i = 1; i < 50; i++)
                    writer.Write(new Image(640, 480, 3), TimeSpan.FromSeconds(i / 25.0));
                writer.Finish();
            });
            Assert.Equal($"'{target}' cannot be written: ffmpeg was killed (signal 9).", error.Message);
        }

        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(target)!));
    }

    [FfmpegFact]
    public void An_abandoned_film_leaves_neither_file_nor_process()
    {
        using var clips = new TestClips();
        using var cancellation = new CancellationTokenSource();
        var target = clips.PathOf("out.mp4");
        var writer = VideoWriter.Create(target, 64, 48, 25, cancellation: cancellation.Token);
        writer.Write(new Image(64, 48, 3), TimeSpan.Zero);
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => writer.Write(new Image(64, 48, 3), TimeSpan.FromSeconds(1)));
        var id = writer.ProcessId;
        writer.Dispose();
        Assert.False(TestClips.IsRunning(id));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(target)!));
    }

    [FfmpegFact]
    public void What_cannot_be_written_is_told()
    {
        using var clips = new TestClips();
        Assert.Throws<VideoException>(() => VideoWriter.Create(clips.PathOf("none/out.mp4"), 64, 48, 25));
        using var writer = VideoWriter.Create(clips.PathOf("out.mp4"), 64, 48, 25);
        Assert.Throws<ArgumentException>(() => writer.Write(new Image(32, 48, 3), TimeSpan.Zero));
        Assert.Equal($"'{clips.PathOf("out.mp4")}' is not written: it got no frames.", Assert.Throws<VideoException>(writer.Finish).Message);
    }

    [FfmpegFact]
    public void A_full_disk_is_told()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var clips = new TestClips();

        // A stand-in that sends what ffmpeg encodes to the device that is always full.
        var tools = clips.Script($"""
            case "$*" in *-h\ encoder*) exec {FfmpegTools.Find().FfmpegPath} "$@";; esac
            for last; do :; done
            exec {FfmpegTools.Find().FfmpegPath} -hide_banner -nostdin -loglevel repeat+level+error -f rawvideo -pix_fmt rgb24 -video_size 64x48 -i pipe:0 -f rawvideo -y /dev/full
            """);
        using var writer = VideoWriter.Create(clips.PathOf("out.mp4"), 64, 48, 25, new VideoWriterOptions { Tools = tools });
        var error = Assert.Throws<VideoException>(() =>
        {
            for (var i = 0; i < 200; i++)
                writer.Write(new Image(64, 48, 3), TimeSpan.FromSeconds(i / 25.0));
            writer.Finish();
        });
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
    }
}
