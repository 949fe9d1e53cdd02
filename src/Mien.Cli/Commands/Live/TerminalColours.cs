using Mien.Cli.Hosting;
using Mien.Imaging;

namespace Mien.Cli.Commands.Live;

/// <summary>The colours that a terminal has, as control sequences.</summary>
/// <param name="isTrue">Whether it has all colours; otherwise it has a palette of 256.</param>
internal sealed class TerminalColours(bool isTrue)
{
    private const int CubeStart = 16;
    private const int GreyStart = 232;

    // How the palette's cube of 6×6×6 colours is spaced, after xterm.
    private static readonly byte[] Levels = [0, 95, 135, 175, 215, 255];

    /// <summary>What a terminal has by what it says of itself; null where colours are not wanted or not there.</summary>
    public static TerminalColours? Of(Shell shell)
    {
        if (!string.IsNullOrEmpty(shell.Variable("NO_COLOR")) || shell.Variable("TERM") is "dumb")
            return null;
        return new TerminalColours(shell.Variable("COLORTERM") is "truecolor" or "24bit");
    }

    /// <summary>The parameters that set a colour: of text behind <c>38;</c>, of the ground behind <c>48;</c>.</summary>
    public string Code(Colour colour) => isTrue
        ? FormattableString.Invariant($"2;{colour.Red};{colour.Green};{colour.Blue}")
        : FormattableString.Invariant($"5;{Nearest(colour)}");

    /// <summary>The colour of the palette's cube or greys that is nearest.</summary>
    public static int Nearest(Colour colour)
    {
        var (red, green, blue) = (Level(colour.Red), Level(colour.Green), Level(colour.Blue));
        var grey = Math.Clamp((((colour.Red + colour.Green + colour.Blue) / 3) - 3) / 10, 0, 23);
        var level = (byte)(8 + (10 * grey));
        return Distance(colour, new Colour(level, level, level)) < Distance(colour, new Colour(Levels[red], Levels[green], Levels[blue]))
            ? GreyStart + grey
            : CubeStart + (36 * red) + (6 * green) + blue;
    }

    private static int Level(byte value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;

    private static int Distance(Colour a, Colour b) => Square(a.Red - b.Red) + Square(a.Green - b.Green) + Square(a.Blue - b.Blue);

    private static int Square(int value) => value * value;
}
