using System.Globalization;
using Mien.Cli.Commands.Live;
using Mien.Imaging;

namespace Mien.Tests.Cli.Commands.Live;

/// <summary>What a terminal of all colours shows when text is written to it: enough of one for what is drawn here.</summary>
internal sealed class TerminalScreen
{
    private readonly Dictionary<(int Column, int Row), TerminalCell> cells = [];

    public TerminalScreen(string text)
    {
        var (column, row, ink, ground) = (0, 0, Colour.White, Colour.Black);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\e')
            {
                cells[(column++, row)] = new TerminalCell(text[i], ink, ground);
                continue;
            }
            var end = i + 2;
            while (!char.IsAsciiLetter(text[end]))
                end++;
            switch ((text[end], text[(i + 2)..end].Split(';')))
            {
                case ('H', [var down, var across]):
                    (column, row) = (Number(across) - 1, Number(down) - 1);
                    break;
                case ('m', ["38", "2", var red, var green, var blue]):
                    ink = ColourOf(red, green, blue);
                    break;
                case ('m', ["48", "2", var red, var green, var blue]):
                    ground = ColourOf(red, green, blue);
                    break;
                default:
                    // Modes, and the return to usual colours.
                    break;
            }
            i = end;
        }
    }

    /// <summary>A cell; one that was never written fails the test.</summary>
    public TerminalCell At(int column, int row) => cells[(column, row)];

    /// <summary>The signs of a row from a column on.</summary>
    public string Text(int column, int row, int length) => string.Concat(Enumerable.Range(column, length).Select(i => At(i, row).Sign));

    /// <summary>A pixel of a picture, of which a cell shows two; null where there is a sign in place of them.</summary>
    public Colour? Pixel(int x, int y)
    {
        var cell = At(x, y / 2);
        return cell.Sign != TerminalCanvas.UpperHalf ? null : y % 2 == 0 ? cell.Ink : cell.Ground;
    }

    private static Colour ColourOf(string red, string green, string blue) => new((byte)Number(red), (byte)Number(green), (byte)Number(blue));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
