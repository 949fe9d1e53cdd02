using System.Text;
using Mien.Imaging;

namespace Mien.Cli.Commands.Live;

/// <summary>
/// A terminal's cells: painted anew for each frame, of which only those that look different are written, so that nothing flickers and little goes over the line.
/// </summary>
/// <param name="colours">What the terminal has.</param>
internal sealed class TerminalCanvas(TerminalColours colours)
{
    /// <summary>Upper half in the ink, lower half in the ground: two pixels a cell.</summary>
    public const char UpperHalf = '▀';

    private readonly StringBuilder text = new();
    private TerminalCell[] cells = [];
    private TerminalCell?[] shown = [];

    /// <summary>Cells a row.</summary>
    public int Columns { get; private set; }

    /// <summary>Rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Begins a frame: every cell blank on a ground. Where the size has changed, all of it will be written.</summary>
    public void Clear(int columns, int rows, Colour ground)
    {
        if ((columns, rows) != (Columns, Rows))
        {
            (Columns, Rows) = (columns, rows);
            (cells, shown) = (new TerminalCell[columns * rows], new TerminalCell?[columns * rows]);
        }
        Array.Fill(cells, new TerminalCell(' ', ground, ground));
    }

    /// <summary>Sets a cell; what lies outside is left out.</summary>
    public void Set(int column, int row, TerminalCell cell)
    {
        if (column >= 0 && column < Columns && row >= 0 && row < Rows)
            cells[(row * Columns) + column] = cell;
    }

    /// <summary>Writes a line of text, cut off at a column.</summary>
    public void Write(int column, int row, string line, Colour ink, Colour ground, int end)
    {
        for (var i = 0; i < line.Length && column + i < end; i++)
            Set(column + i, row, new TerminalCell(line[i], ink, ground));
    }

    /// <summary>Paints a picture, two of its rows a row of cells.</summary>
    /// <param name="image">RGB, an even number of rows.</param>
    /// <param name="column">Its left column.</param>
    /// <param name="row">Its first row.</param>
    public void Paint(Image image, int column, int row)
    {
        for (var y = 0; y + 1 < image.Height; y += 2)
        {
            for (var x = 0; x < image.Width; x++)
                Set(column + x, row + (y / 2), new TerminalCell(UpperHalf, At(image, x, y), At(image, x, y + 1)));
        }
    }

    /// <summary>What brings the terminal from the frame before to this one; empty where nothing looks different.</summary>
    public string Render()
    {
        text.Clear();
        var (next, ink, ground) = (-1, (string?)null, (string?)null);
        for (var i = 0; i < cells.Length; i++)
        {
            if (shown[i] is { } before && before.LooksLike(cells[i]))
                continue;
            shown[i] = cells[i];
            if (i != next || i % Columns == 0)
                text.Append(FormattableString.Invariant($"\e[{(i / Columns) + 1};{(i % Columns) + 1}H"));
            SwitchTo(38, colours.Code(cells[i].Ink), ref ink);
            SwitchTo(48, colours.Code(cells[i].Ground), ref ground);
            text.Append(cells[i].Sign);
            next = i + 1;
        }
        return text.Length == 0 ? string.Empty : text.Append("\e[0m").ToString();
    }

    private static Colour At(Image image, int x, int y)
    {
        var pixel = image.Row(y).Slice(3 * x, 3);
        return new Colour(pixel[0], pixel[1], pixel[2]);
    }

    private void SwitchTo(int kind, string code, ref string? current)
    {
        if (code == current)
            return;
        text.Append("\e[").Append(kind).Append(';').Append(code).Append('m');
        current = code;
    }
}
