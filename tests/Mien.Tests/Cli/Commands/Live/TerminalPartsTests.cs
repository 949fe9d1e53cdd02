using Mien.Cli.Commands.Live;
using Mien.Cli.Hosting;
using Mien.Imaging;

namespace Mien.Tests.Cli.Commands.Live;

public class TerminalPartsTests
{
    [Theory]
    [InlineData(0, 0, 0, 16)]
    [InlineData(255, 255, 255, 231)]
    [InlineData(255, 0, 0, 196)]
    [InlineData(128, 128, 128, 244)]
    [InlineData(95, 135, 175, 67)]
    [InlineData(14, 17, 23, 233)]
    public void Colours_become_the_nearest_of_the_palette(byte red, byte green, byte blue, int expected) =>
        Assert.Equal(expected, TerminalColours.Nearest(new Colour(red, green, blue)));

    [Fact]
    public void The_nearest_of_the_palette_is_never_beaten()
    {
        var random = new Random(5);
        byte[] levels = [0, 95, 135, 175, 215, 255];
        var palette = (from r in levels from g in levels from b in levels select (int[])[r, g, b]).Concat(Enumerable.Range(0, 24).Select(i => (int[])[8 + (10 * i), 8 + (10 * i), 8 + (10 * i)])).ToList();
        for (var i = 0; i < 500; i++)
        {
            var colour = new Colour((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            int Distance(int[] of) => Square(of[0] - colour.Red) + Square(of[1] - colour.Green) + Square(of[2] - colour.Blue);
            Assert.Equal(palette.Min(Distance), Distance(palette[TerminalColours.Nearest(colour) - 16]));
        }
    }

    [Theory]
    [InlineData(0, 4, "    ")]
    [InlineData(1, 4, "████")]
    [InlineData(0.5, 4, "██  ")]
    [InlineData(0.53125, 4, "██▏ ")]
    [InlineData(2, 2, "██")]
    [InlineData(0.5, 0, "")]
    public void Bars_are_exact_to_an_eighth(double share, int columns, string expected) => Assert.Equal(expected, TextBar.Of(share, columns));

    [Theory]
    [InlineData(80, 24, 640, 480, 54, 20, 56, 79)] // limited by the panel's columns
    [InlineData(200, 24, 640, 480, 61, 23, 63, 99)] // limited by the rows
    [InlineData(40, 24, 640, 480, 40, 15, 42, 42)] // no room for a panel
    [InlineData(10, 2, 640, 480, 3, 1, 5, 5)]
    public void The_picture_keeps_its_shape_and_leaves_the_panel_room(int columns, int rows, int width, int height, int across, int down, int left, int end) =>
        Assert.Equal(new TerminalLayout(across, down, left, end), TerminalLayout.Of(columns, rows, width, height));

    [Fact]
    public void A_sample_is_fair_and_keeps_the_order()
    {
        var counts = new int[20];
        for (var seed = 0; seed < 4000; seed++)
        {
            var sample = new ReservoirSample<int>(5, seed);
            for (var i = 0; i < counts.Length; i++)
                sample.Add(i);
            Assert.Equal(5, sample.Items.Count);
            Assert.Equal(sample.Items.Order(), sample.Items);
            foreach (var item in sample.Items)
                counts[item]++;
        }
        // A quarter of the seeds each: 1000, with a standard deviation of 27.
        Assert.All(counts, count => Assert.InRange(count, 880, 1120));
    }

    [Fact]
    public void Colours_follow_what_the_terminal_says_of_itself()
    {
        Assert.Null(TerminalColours.Of(Terminal(("TERM", "dumb"))));
        Assert.Null(TerminalColours.Of(Terminal(("TERM", "xterm-256color"), ("NO_COLOR", "1"))));
        Assert.Equal("2;1;2;3", TerminalColours.Of(Terminal(("COLORTERM", "truecolor")))!.Code(new Colour(1, 2, 3)));
        Assert.Equal("5;16", TerminalColours.Of(Terminal(("TERM", "xterm-256color")))!.Code(new Colour(1, 2, 3)));
    }

    private static Shell Terminal(params (string Name, string Value)[] variables) => new(TextWriter.Null, TextWriter.Null)
    {
        Variable = name => variables.FirstOrDefault(pair => pair.Name == name).Value,
    };

    private static int Square(int value) => value * value;
}
