using System.Diagnostics;
using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Tests.Imaging.Video;

public class VideoWindowTests
{
    private static readonly Func<string, string?> Screen = name => name == "DISPLAY" ? ":0" : null;

    [FfmpegFact]
    public void Pictures_reach_the_window_and_its_end_is_told()
    {
        using var clips = new TestClips();
        // It takes two frames of 8×6 pixels, and is closed.
        var tools = Player(clips, $"echo \"$SDL_VIDEODRIVER $*\" > '{clips.PathOf("call")}'; head -c 144 > /dev/null; head -c 144 > '{clips.PathOf("frame")}'");
        using var window = VideoWindow.Open("Mien: a film", 8, 6, tools, Screen);
        var picture = TestPictures.Noise(8, 6, 3, seed: 1);
        ShowUntilClosed(window, picture);
        Assert.Equal(picture.Pixels, File.ReadAllBytes(clips.PathOf("frame")));
        var call = File.ReadAllText(clips.PathOf("call"));
        Assert.Contains("-window_title Mien: a film", call, StringComparison.Ordinal);
        Assert.Contains("-video_size 8x6", call, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.StartsWith("x11 ", call, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => window.TryShow(new Image(6, 8, 3)));
    }

    [FfmpegFact]
    public void A_window_that_fails_is_told_with_its_reason()
    {
        using var clips = new TestClips();
        var tools = Player(clips, "echo '[fatal] Could not initialize SDL - x11 not available' >&2; echo '[fatal] (Did you set the DISPLAY variable?)' >&2; exit 1");
        using var window = VideoWindow.Open("film", 8, 6, tools, Screen);
        var fault = Assert.Throws<VideoException>(() => ShowUntilClosed(window, new Image(8, 6, 1)));
        Assert.Equal("The window cannot be shown: Could not initialize SDL - x11 not available.", fault.Message);
    }

    [FfmpegFact]
    public void Disposing_ends_a_window_that_takes_nothing()
    {
        using var clips = new TestClips();
        var window = VideoWindow.Open("film", 800, 600, Player(clips, $"echo $$ > '{clips.PathOf("id")}'; exec sleep 60"), Screen);
        for (var i = 0; i < 10; i++)
            Assert.True(window.TryShow(new Image(800, 600, 3)));
        var watch = Stopwatch.StartNew();
        while (!File.Exists(clips.PathOf("id")) || new FileInfo(clips.PathOf("id")).Length == 0)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "it does not start");
            Thread.Sleep(5);
        }
        window.Dispose();
        Assert.False(TestClips.IsRunning(int.Parse(File.ReadAllText(clips.PathOf("id")), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Without_a_screen_there_is_no_window()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var clips = new TestClips();
        var player = clips.Write("player", [1]);
        var fault = Assert.Throws<VideoException>(() => VideoWindow.Open("film", 8, 6, new FfmpegTools(player, player, player), _ => null));
        Assert.Contains("neither DISPLAY nor WAYLAND_DISPLAY is set", fault.Message, StringComparison.Ordinal);
    }

    private static FfmpegTools Player(TestClips clips, string script)
    {
        var stand = clips.Script(script).FfmpegPath!;
        return new FfmpegTools(stand, stand, stand);
    }

    private static void ShowUntilClosed(VideoWindow window, Image picture)
    {
        var watch = Stopwatch.StartNew();
        while (window.TryShow(picture))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "the window stays open");
            Thread.Sleep(5);
        }
    }
}
