using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class FfmpegToolsTests
{
    [Fact]
    public void What_is_missing_is_told_with_the_command_that_installs_it()
    {
        using var clips = new TestClips();
        var file = clips.Write("film.mp4", [1, 2, 3]);
        var tools = new FfmpegTools("/nowhere/ffmpeg", "/nowhere/ffprobe");
        var error = Assert.Throws<VideoException>(() => VideoReader.Open(file, new VideoReaderOptions { Tools = tools }));
        Assert.Equal($"Videos and cameras need the program ffmpeg, which was not found at '/nowhere/ffmpeg'; install it: {FfmpegTools.InstallHint}", error.Message);
        Assert.Contains("ffprobe", Assert.Throws<VideoException>(() => VideoProbe.Read(file, tools)).Message, StringComparison.Ordinal);
        var window = Assert.Throws<VideoException>(() => VideoWindow.Open("film", 64, 48, new FfmpegTools(file, file, "/nowhere/ffplay")));
        Assert.Equal($"A window needs the program ffplay, which was not found at '/nowhere/ffplay'; install it: {FfmpegTools.InstallHint}", window.Message);
        Assert.Throws<VideoException>(() => VideoWriter.Create(file, 64, 48, 25, new VideoWriterOptions { Tools = tools }));
    }

    [Fact]
    public void The_variables_come_before_the_path()
    {
        using var clips = new TestClips();
        var file = clips.Write(OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg", []);
        var found = FfmpegTools.Find(name => name == "PATH" ? "/nowhere" + Path.PathSeparator + Path.GetDirectoryName(file) : null);
        Assert.Equal(file, found.FfmpegPath);
        Assert.Null(found.FfprobePath);
        Assert.Equal(2, found.FfprobeTried.Count);
        var named = FfmpegTools.Find(name => name == FfmpegTools.FfprobeVariable ? file : null);
        Assert.Equal(file, named.FfprobePath);
        Assert.Null(named.FfmpegPath);
    }
}
