using Mien.Imaging;

namespace Mien.Learning.Inspection;

/// <summary>Pictures side by side on a plain ground, each with a line of text beneath it.</summary>
public static class PictureSheet
{
    private const int Margin = 8;
    private const int TextSize = 11;
    private const int MaxCells = 10_000;

    /// <summary>Lays pictures out row by row.</summary>
    /// <param name="cells">At most 10,000 pictures with their texts; an empty text takes its room all the same.</param>
    /// <param name="columns">Pictures a row, at least 1.</param>
    /// <param name="side">The side that each is resized to, 16 to 512.</param>
    /// <returns>An RGB sheet.</returns>
    /// <exception cref="ArgumentException">There is no picture, or a number is out of range.</exception>
    public static Image Compose(IReadOnlyList<(Image Picture, string Text)> cells, int columns, int side)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count is 0 or > MaxCells || columns < 1 || side is < 16 or > 512)
            throw new ArgumentException(FormattableString.Invariant($"A sheet has 1 to {MaxCells} pictures of sides 16 to 512, not {cells.Count} of {side}."));
        var (across, down) = (side + Margin, side + Margin + TextSize + 4);
        var sheet = new Image(Margin + (Math.Min(columns, cells.Count) * across), Margin + ((cells.Count + columns - 1) / columns * down), 3);
        sheet.Pixels.AsSpan().Fill(245);
        var drawing = new Drawing(sheet);
        for (var i = 0; i < cells.Count; i++)
        {
            var (left, top) = (Margin + (i % columns * across), Margin + (i / columns * down));
            Paste(cells[i].Picture.Resize(side, side), sheet, left, top);
            if (cells[i].Text.Length > 0)
                drawing.Text(left, top + side + 2, cells[i].Text, TextSize, Colour.Black);
        }
        return sheet;
    }

    private static void Paste(Image picture, Image sheet, int left, int top)
    {
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                for (var c = 0; c < 3; c++)
                    sheet.Row(top + y)[(3 * (left + x)) + c] = picture.Row(y)[(picture.Channels * x) + (picture.Channels == 3 ? c : 0)];
            }
        }
    }
}
