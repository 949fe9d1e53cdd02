using System.Globalization;
using Mien.Cli.Commands.Live;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Annotation;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Imaging;
using Mien.Tests.Emotions.Video;

namespace Mien.Tests.Cli.Commands.Live;

public class TerminalViewTests
{
    // A frame of 540×400 pixels has 54 columns and 20 rows of a terminal of 80×24: a tenth of its pixels each way.
    private const int Columns = 54;
    private const int Rows = 20;
    private const int PanelLeft = Columns + 2;

    // Names and a blank take ten columns, and figures the last four of 23.
    private const int BarLeft = PanelLeft + 10;
    private const int BarEnd = 79 - 4;

    // From nothing to eight eighths.
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 24)]
    public void The_box_lies_where_the_face_is_in_the_colour_of_its_answer(bool isMirrored, int left)
    {
        var face = TestFaces.Face(1, Emotion.Happiness, box: new Box(100, 120, 200, 160));
        AssertOutline(Shown(face, isMirrored), left, EmotionColours.Of(Emotion.Happiness));
        Assert.Equal(" 1 happiness 90 % ", Shown(face, isMirrored).Text(left, 5, 18));
        var doubtful = face with { Doubts = ["unsure"] };
        AssertOutline(Shown(doubtful, isMirrored), left, FrameAnnotator.ColourOf(doubtful));
        Assert.Equal(" 1 uncertain 90 % ", Shown(doubtful, isMirrored).Text(left, 5, 18));
    }

    [Fact]
    public void The_bars_beside_it_are_as_long_as_what_they_tell_is_probable()
    {
        (Emotion Emotion, float Share, int Length)[] told =
        [
            (Emotion.Anger, 0.1f, 7), (Emotion.Disgust, 0, 0), (Emotion.Fear, 0.25f, 18), (Emotion.Happiness, 0.4f, 29),
            (Emotion.Sadness, 0.05f, 4), (Emotion.Surprise, 0.15f, 11), (Emotion.Neutral, 0.03f, 2), (Emotion.Contempt, 0.02f, 1),
        ];
        var labels = LabelSet.FerPlus;
        var shares = told.ToDictionary(bar => bar.Emotion, bar => bar.Share);
        var distribution = EmotionDistribution.Of(labels, [.. Enumerable.Range(0, labels.Count).Select(i => shares[labels.EmotionAt(i)!.Value])]);
        var screen = Shown(TestFaces.Face(1, Emotion.Happiness) with { Raw = distribution, Smoothed = distribution });
        Assert.Equal("1 happiness 40 %", screen.Text(PanelLeft, 0, 23).TrimEnd());
        foreach (var (index, (emotion, share, length)) in told.Index())
        {
            var row = index + 1;
            Assert.Equal(EmotionNames.NameOf(emotion), screen.Text(PanelLeft, row, 10).TrimEnd());
            Assert.Equal(length, screen.Text(BarLeft, row, BarEnd - BarLeft).Sum(sign => Eighths.IndexOf(sign, StringComparison.Ordinal)));
            Assert.Equal(EmotionColours.Of(emotion), screen.At(BarLeft, row).Ink);
            Assert.Equal(Math.Round(100 * share), double.Parse(screen.Text(BarEnd, row, 3), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void The_last_row_tells_how_it_runs()
    {
        var screen = Shown(TestFaces.Face(1, Emotion.Happiness));
        Assert.Equal("0.0 s   1 frames/s   1 face   0 changes   Ctrl-C ends", screen.Text(1, 23, 70).TrimEnd());
    }

    /// <summary>Checks that a colour stands where the outline of the box is, and nowhere else in the picture.</summary>
    private static void AssertOutline(TerminalScreen screen, int left, Colour colour)
    {
        var drawn = from x in Enumerable.Range(0, Columns)
                    from y in Enumerable.Range(0, 2 * Rows)
                    where screen.Pixel(x, y) == colour
                    select (x, y);
        var outline = from x in Enumerable.Range(left, 20)
                      from y in Enumerable.Range(12, 16)
                      where x == left || x == left + 19 || y is 12 or 27
                      select (x, y);
        Assert.Equal(outline, drawn);
    }

    /// <summary>What a black frame with one face looks like.</summary>
    private static TerminalScreen Shown(FrameFace face, bool isMirrored = false)
    {
        using var text = new StringWriter();
        var shell = new Shell(text, TextWriter.Null) { OutIsTerminal = true, TerminalSize = () => (80, 24), Variable = name => name == "COLORTERM" ? "truecolor" : null };
        using var view = new TerminalView(shell, isMirrored);
        Assert.True(view.Take(TestFaces.Frame(0, face) with { Picture = new Image(540, 400, 3) }));
        return new TerminalScreen(text.ToString());
    }
}
