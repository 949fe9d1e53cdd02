using Mien.Cli.Commands.Analysis;
using Mien.Cli.Hosting;
using Mien.Imaging.Video;

namespace Mien.Tests.Cli.Commands.Analysis;

public class FilmProgressTests
{
    private static readonly VideoInfo Info = new() { Width = 64, Height = 48, Codec = "h264", AverageFrameRate = 10, Duration = TimeSpan.FromSeconds(100) };
    private readonly SteppedTime clock = new();

    [Fact]
    public void The_time_that_is_left_follows_from_the_time_taken()
    {
        var told = Told(new VideoReaderOptions(), progress =>
        {
            for (var frame = 1; frame < 250; frame++)
                progress.Take(TimeSpan.FromSeconds(frame / 10.0), isStored: false);
            clock.Now += 10;
            progress.Take(TimeSpan.FromSeconds(25), isStored: false);
        });
        Assert.Equal((0.25, "0:00:25 of 0:01:40  25 frames/s  0:00:30 left"), told);
    }

    [Fact]
    public void What_an_earlier_run_did_says_nothing_of_the_speed()
    {
        var told = Told(new VideoReaderOptions(), progress =>
        {
            clock.Now += 7;
            progress.Take(TimeSpan.FromSeconds(50), isStored: true);
            clock.Now += 10;
            progress.Take(TimeSpan.FromSeconds(75), isStored: false);
        });
        Assert.Equal((0.75, "0:01:15 of 0:01:40  0 frames/s  0:00:10 left"), told);
    }

    [Theory]
    [InlineData(60, 0.5, "0:00:40 of 0:01:00  0 frames/s  0:00:10 left")]
    [InlineData(200, 0.25, "0:00:40 of 0:01:40  0 frames/s  0:00:30 left")]
    public void A_part_of_a_film_has_its_own_beginning_and_end(double to, double share, string figures)
    {
        var told = Told(new VideoReaderOptions { From = TimeSpan.FromSeconds(20), To = TimeSpan.FromSeconds(to) }, progress =>
        {
            clock.Now += 10;
            progress.Take(TimeSpan.FromSeconds(40), isStored: false);
        });
        Assert.Equal((share, figures), told);
    }

    [Fact]
    public void Where_nobody_looks_nothing_is_told()
    {
        var shell = new Shell(TextWriter.Null, TextWriter.Null) { Time = clock };
        new FilmProgress(Info, new VideoReaderOptions(), shell, (_, _) => Assert.Fail("it tells")).Take(TimeSpan.FromSeconds(1), isStored: false);
    }

    /// <summary>What was told last.</summary>
    private (double Share, string Figures) Told(VideoReaderOptions reading, Action<FilmProgress> work)
    {
        using var error = new StringWriter();
        var shell = new Shell(TextWriter.Null, error) { ErrorIsTerminal = true, Time = clock };
        var told = (Share: -1.0, Figures: string.Empty);
        shell.RunLive(_ => work(new FilmProgress(Info, reading, shell, (share, figures) => told = (share, figures))));
        return told;
    }

    private sealed class SteppedTime : TimeProvider
    {
        public long Now { get; set; } = 1000;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Now;
    }
}
