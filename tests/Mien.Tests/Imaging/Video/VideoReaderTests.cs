using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class VideoReaderTests
{
    [FfmpegFact]
    public void Every_frame_comes_with_its_number_and_time()
    {
        using var clips = new TestClips();
        var frames = TestClips.Frames(clips.Moving());
        Assert.Equal(Enumerable.Range(0, 25).Select(i => ((long)i, Math.Round(i / 25.0, 3))), frames);
    }

    [FfmpegFact]
    public void Uneven_times_are_kept()
    {
        using var clips = new TestClips();
        var film = clips.Moving("uneven.mp4", more: "-vf select='eq(n,0)+eq(n,1)+eq(n,7)+eq(n,8)+eq(n,20)' -fps_mode passthrough");
        Assert.Equal([(0, 0), (1, 0.04), (2, 0.28), (3, 0.32), (4, 0.8)], TestClips.Frames(film));
        Assert.Equal([0, 0.04, 0.28, 0.32, 0.8], TestClips.Frames(clips.Make("uneven.mkv", $"-i {film} -c copy")).Select(frame => frame.Time));
    }

    [FfmpegFact]
    public void Parts_are_read_by_time_and_by_step()
    {
        using var clips = new TestClips();
        var film = clips.Moving(seconds: 2);
        var part = new VideoReaderOptions { From = TimeSpan.FromSeconds(0.5), To = TimeSpan.FromSeconds(0.8) };
        Assert.Equal(Enumerable.Range(13, 7).Select(i => ((long)i, Math.Round(i / 25.0, 3))), TestClips.Frames(film, part));
        Assert.Equal([(13, 0.52), (17, 0.68)], TestClips.Frames(film, part with { Every = 4 }));
        Assert.Equal([(0, 0), (20, 0.8), (40, 1.6)], TestClips.Frames(film, new VideoReaderOptions { Every = 20 }));
        Assert.Equal([(0, 0), (13, 0.52), (25, 1), (38, 1.52)], TestClips.Frames(film, new VideoReaderOptions { MostPerSecond = 2 }));
        var coarse = clips.Make("coarse.avi", $"-i {film} -c:v mpeg4");
        Assert.Equal([(13, 0.52), (14, 0.56)], TestClips.Frames(coarse, part with { To = TimeSpan.FromSeconds(0.6) }));
        var broadcast = clips.Make("broadcast.ts", $"-i {film} -c copy");
        Assert.Equal([(13, 0.52), (14, 0.56)], TestClips.Frames(broadcast, part with { To = TimeSpan.FromSeconds(0.6) }));
        var bare = clips.Make("bare.h264", $"-i {film} -c:v libx264");
        Assert.Equal([(13, 0.52), (14, 0.56)], TestClips.Frames(bare, part with { To = TimeSpan.FromSeconds(0.6) }));
        var late = new VideoReaderOptions { From = TimeSpan.FromSeconds(9) };
        Assert.Contains("it lasts 00:00:02", Assert.Throws<VideoException>(() => TestClips.Frames(film, late)).Message, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void Odd_sizes_are_read_whole_and_shrunk()
    {
        using var clips = new TestClips();
        var film = clips.Make("odd.mkv", "-f lavfi -i testsrc=s=333x251:r=25:d=0.4 -c:v ffv1 -pix_fmt yuv420p");
        using var reader = VideoReader.Open(film);
        var frame = new VideoFrame();
        Assert.True(reader.TryRead(frame));
        Assert.Equal((333, 251, 167, 126), (frame.Width, frame.Height, frame.ChromaWidth, frame.ChromaHeight));
        Assert.Equal((333, 251), (frame.ToRgb().Width, frame.ToGrey().Height));
        using var small = VideoReader.Open(film, new VideoReaderOptions { MaxWidth = 111, MaxHeight = 200 });
        Assert.Equal((333, 111, 84), (small.Info.Width, small.FrameSize.Width, small.FrameSize.Height));
        Assert.Equal(10, small.ReadFrames().Count(each => (each.Width, each.Height) == (111, 84)));
    }

    [FfmpegFact]
    public void Turned_films_stand_upright()
    {
        using var clips = new TestClips();
        var flat = clips.Make("flat.mp4", "-f lavfi -i color=white:s=64x48:r=25:d=0.2 -vf drawbox=x=0:y=0:w=32:h=48:c=black:t=fill -pix_fmt yuv420p");
        string film;
        try
        {
            film = clips.Make("turned.mp4", $"-display_rotation:v:0 90 -i {flat} -c copy");
        }
        catch (Xunit.Sdk.XunitException)
        {
            film = clips.Make("turned.mp4", $"-i {flat} -c copy -metadata:s:v:0 rotate=90");
        }

        using var reader = VideoReader.Open(film);
        var grey = reader.ReadFrames().First().ToGrey();
        Assert.Equal((48, 64), (reader.Info.Width, reader.Info.Height));
        Assert.Equal((48, 64), (grey.Width, grey.Height));

        // The stored left side lands at the top when it is turned clockwise, at the bottom otherwise.
        Assert.Contains(reader.Info.Rotation, new[] { 90, 270 });
        Assert.Equal(reader.Info.Rotation == 90, grey.Row(4)[24] < 20);
        Assert.Equal(reader.Info.Rotation == 90, grey.Row(60)[24] > 235);
    }

    [FfmpegFact]
    public void Too_large_frames_are_refused_before_they_are_decoded()
    {
        using var clips = new TestClips();
        var film = clips.Moving();
        var error = Assert.Throws<VideoException>(() => VideoReader.Open(film, new VideoReaderOptions { MostPixels = 3000 }));
        Assert.Equal($"'{film}' is too large: 64×48 pixels a frame; at most 3,000 are read.", error.Message);
        Assert.Throws<ArgumentException>(() => VideoReader.Open(film, new VideoReaderOptions { Every = 2, MostPerSecond = 3 }));
        Assert.Throws<ArgumentException>(() => VideoReader.Open(film, new VideoReaderOptions { From = TimeSpan.FromSeconds(2), To = TimeSpan.FromSeconds(1) }));
    }

    [FfmpegFact]
    public void A_file_plays_the_camera_and_late_frames_make_way()
    {
        using var clips = new TestClips();
        var film = clips.Moving(seconds: 2);
        using var reader = VideoReader.Open(film, new VideoReaderOptions { DropLate = true });
        var frame = new VideoFrame();
        Assert.True(reader.TryRead(frame));
        for (var i = 0; i < 100 && reader.DroppedFrames < 46; i++)
            Thread.Sleep(50);
        var read = 1;
        while (reader.TryRead(frame))
            read++;
        Assert.Equal(50, read + reader.DroppedFrames);
        Assert.Equal(49, frame.Index);
        Assert.InRange(reader.DroppedFrames, 40, 48);
    }

    [FfmpegFact]
    public void Reading_allocates_nothing_for_each_frame()
    {
        using var clips = new TestClips();
        using var reader = VideoReader.Open(clips.Moving(width: 320, height: 240, seconds: 4));
        var frame = new VideoFrame();
        for (var i = 0; i < 30; i++)
            Assert.True(reader.TryRead(frame));
        var buffers = new HashSet<byte[]>(ReferenceEqualityComparer.Instance);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 60 && reader.TryRead(frame); i++)
            buffers.Add(frame.Buffer);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.InRange(buffers.Count, 1, 4);
    }

    [FfmpegFact]
    public void A_missing_camera_is_named()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var error = Assert.Throws<VideoException>(() => VideoReader.Open("987"));
        Assert.Equal("There is no camera '/dev/video987'; connect one, or give a file or an address (rtsp://, http://).", error.Message);
    }
}
