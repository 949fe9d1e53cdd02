using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class VideoProbeTests
{
    [FfmpegFact]
    public void A_film_with_sound_is_described()
    {
        using var clips = new TestClips();
        var info = VideoProbe.Read(clips.Moving(more: "-f lavfi -i sine=d=1 -c:a aac -c:v mpeg4"));
        Assert.Equal((64, 48, 0, 25.0), (info.Width, info.Height, info.Rotation, info.AverageFrameRate));
        Assert.Equal((25L, "mpeg4", true, "aac", false), (info.Frames!.Value, info.Codec, info.HasAudio, info.AudioCodec, info.IsVariableFrameRate));
        Assert.Equal(1, info.Duration!.Value.TotalSeconds, 2);
    }

    [FfmpegFact]
    public void Pixels_that_are_no_squares_are_read_as_they_are_shown()
    {
        using var clips = new TestClips();
        foreach (var (shape, width, height) in new[] { ("64/45", 91, 48), ("1/2", 64, 96), ("0/1", 64, 48) })
        {
            var film = clips.Moving(more: $"-vf setsar={shape}");
            var info = VideoProbe.Read(film);
            using var reader = VideoReader.Open(film);
            Assert.Equal((width, height), (info.Width, info.Height));
            Assert.All(reader.ReadFrames(), frame => Assert.Equal((width, height), (frame.Width, frame.Height)));
        }
    }

    [FfmpegFact]
    public void Uneven_times_are_told_from_the_head()
    {
        using var clips = new TestClips();
        var info = VideoProbe.Read(clips.Moving(seconds: 2, more: "-vf select='lt(n,10)+not(mod(n,7))' -fps_mode passthrough"));
        Assert.True(info.IsVariableFrameRate);
    }

    [FfmpegFact]
    public void What_is_no_video_gets_one_sentence()
    {
        using var clips = new TestClips();
        var sound = clips.Make("sound.m4a", "-f lavfi -i sine=d=1 -c:a aac");
        var cover = clips.Make("cover.png", "-f lavfi -i color=red:s=32x32 -frames:v 1");
        var covered = clips.Make("covered.m4a", $"-i {sound} -i {cover} -map 0 -map 1 -c copy -disposition:v attached_pic");
        var text = clips.Write("notes.txt", System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("just words\n", 90))));
        var noise = new byte[4000];
        new Random(1).NextBytes(noise);
        Refused(sound, $"'{sound}' holds sound only, no pictures.");
        Refused(covered, $"'{covered}' holds sound only, no pictures.");
        Refused(text, $"'{text}' is no video that ffmpeg can read.");
        Refused(clips.Write("noise.bin", noise), $"'{clips.PathOf("noise.bin")}' is no video that ffmpeg can read.");
        Refused(clips.Write("none.mp4", []), $"'{clips.PathOf("none.mp4")}' is empty (0 bytes).");
        Refused(clips.PathOf("gone.mp4"), $"'{clips.PathOf("gone.mp4")}' does not exist.");
        Refused(Path.GetTempPath(), $"'{Path.GetTempPath()}' is a folder, not a video.");
        Refused("gopher://host/film", null);
    }

    [FfmpegFact]
    public void A_film_without_its_index_is_told_to_be_cut_off()
    {
        using var clips = new TestClips();
        var whole = File.ReadAllBytes(clips.Moving());
        var error = Assert.Throws<VideoException>(() => VideoProbe.Read(clips.Write("half.mp4", whole[..(whole.Length / 2)])));
        Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void A_cancelled_question_ends()
    {
        using var clips = new TestClips();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var film = clips.Moving();
        Assert.ThrowsAny<OperationCanceledException>(() => VideoProbe.Read(film, cancellation: cancelled.Token));
    }

    private static void Refused(string path, string? sentence)
    {
        var error = Assert.Throws<VideoException>(() => VideoProbe.Read(path));
        if (sentence is not null)
            Assert.Equal(sentence, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
