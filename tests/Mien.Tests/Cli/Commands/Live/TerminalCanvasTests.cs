using Mien.Cli.Commands.Live;
using Mien.Imaging;

namespace Mien.Tests.Cli.Commands.Live;

public class TerminalCanvasTests
{
    private static readonly Colour Ground = new(0, 0, 0);
    private static readonly Image Tiny = new(2, 2, 3, [255, 0, 0, /**/ 0, 255, 0, /**/ 0, 0, 255, /**/ 255, 255, 255]);

    [Fact]
    public void A_picture_becomes_half_blocks_in_its_colours()
    {
        var canvas = new TerminalCanvas(new TerminalColours(isTrue: true));
        canvas.Clear(3, 1, Ground);
        canvas.Paint(Tiny, 0, 0);
        // Red over blue, green over white, and a blank cell.
        Assert.Equal("|[1;1H|[38;2;255;0;0m|[48;2;0;0;255m▀|[38;2;0;255;0m|[48;2;255;255;255m▀|[38;2;0;0;0m|[48;2;0;0;0m |[0m", Readable(canvas.Render()));
    }

    [Fact]
    public void A_palette_of_256_does_as_well()
    {
        var canvas = new TerminalCanvas(new TerminalColours(isTrue: false));
        canvas.Clear(2, 1, Ground);
        canvas.Paint(Tiny, 0, 0);
        Assert.Equal("|[1;1H|[38;5;196m|[48;5;21m▀|[38;5;46m|[48;5;231m▀|[0m", Readable(canvas.Render()));
    }

    [Fact]
    public void Only_what_looks_different_is_written_again()
    {
        var canvas = new TerminalCanvas(new TerminalColours(isTrue: true));
        Frame(canvas, 3, "abc");
        Assert.NotEmpty(canvas.Render());
        Frame(canvas, 3, "abc");
        Assert.Empty(canvas.Render());
        Frame(canvas, 3, "abd");
        Assert.Equal("|[1;3H|[38;2;9;9;9m|[48;2;0;0;0md|[0m", Readable(canvas.Render()));
        Frame(canvas, 3, "abd", new Colour(12, 9, 9));
        Assert.Empty(canvas.Render());
        Frame(canvas, 4, "abd");
        Assert.Contains("abd", canvas.Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_outside_is_left_out_and_rows_begin_anew()
    {
        var canvas = new TerminalCanvas(new TerminalColours(isTrue: true));
        canvas.Clear(2, 2, Ground);
        canvas.Write(-1, 0, "xyz", Ground, Ground, 9);
        canvas.Write(0, 1, "uvw", Ground, Ground, 1);
        canvas.Paint(Tiny, 5, 5);
        Assert.Equal("|[1;1H|[38;2;0;0;0m|[48;2;0;0;0myz|[2;1Hu |[0m", Readable(canvas.Render()));
    }

    private static void Frame(TerminalCanvas canvas, int columns, string text, Colour? ink = null)
    {
        canvas.Clear(columns, 1, Ground);
        canvas.Write(0, 0, text, ink ?? new Colour(9, 9, 9), Ground, columns);
    }

    private static string Readable(string text) => text.Replace('\e', '|');
}
