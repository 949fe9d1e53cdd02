using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public sealed class VideoFileTests : IDisposable
{
    private readonly TestClips _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegFact]
    public void A_film_is_one_whatever_it_is_called()
    {
        (string Name, string More)[] films =
        [
            ("film.nut", ""), ("film.m2v", ""), ("film.h264", "-c:v libx264"), ("film.qt", "-f mov"), ("film.avi-2024", "-f avi"), ("film", "-f matroska"), ("grey", "-vf lutyuv=y=200 -f yuv4mpegpipe"),
        ];
        Assert.All(films, film => Assert.True(VideoFile.IsVideo(_clips.Moving(film.Name, more: film.More)), film.Name));
        File.CreateSymbolicLink(_clips.PathOf("link"), _clips.PathOf("film"));
        Assert.True(VideoFile.IsVideo(_clips.PathOf("link")));
    }

    [FfmpegFact]
    public void Pictures_sound_and_text_are_none()
    {
        foreach (var name in new[] { "still.png", "still.bmp", "still.ppm", "still.tga", "still.pcx", "still.jp2" })
            Assert.False(VideoFile.IsVideo(_clips.Make(name, "-f lavfi -i testsrc=s=64x48:r=25:d=0.04 -frames:v 1")), name);
        Assert.False(VideoFile.IsVideo(_clips.Make("sound.flac", "-f lavfi -i sine=d=0.2")));
        Assert.False(VideoFile.IsVideo(_clips.Write("text", [.. "hello, this is no film\n"u8])));
        Assert.False(VideoFile.IsVideo(_clips.Write("heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[600]])));
        Assert.False(VideoFile.IsVideo(_clips.Write("bytes", [1, 2, 3, 0, 5, 6, 7, 8])));
    }

    [FfmpegFact]
    public void What_cannot_be_looked_at_is_none()
    {
        Assert.False(VideoFile.IsVideo(""));
        Assert.False(VideoFile.IsVideo(_clips.PathOf("missing")));
        Assert.False(VideoFile.IsVideo(Path.GetTempPath()));
        Assert.False(VideoFile.IsVideo(_clips.Write("empty", [])));
        Assert.False(VideoFile.IsVideo(_clips.Moving("film.nut"), new FfmpegTools(_clips.PathOf("none"), _clips.PathOf("none"))));
    }

    [FfmpegFact]
    public void A_cancelled_look_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var film = _clips.Moving("film.nut");
        Assert.ThrowsAny<OperationCanceledException>(() => VideoFile.IsVideo(film, cancellation: cancelled.Token));
    }
}
