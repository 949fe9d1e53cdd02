namespace Mien.Cli.Commands.Live;

/// <summary>Where picture and panel have room in a terminal, whose last row tells how it runs.</summary>
/// <param name="Columns">The picture's columns of cells, which are its pixels a row.</param>
/// <param name="Rows">The picture's rows of cells, each of two pixels.</param>
/// <param name="PanelLeft">The panel's first column.</param>
/// <param name="PanelEnd">The column behind its last; the same where there is no panel.</param>
internal readonly record struct TerminalLayout(int Columns, int Rows, int PanelLeft, int PanelEnd)
{
    private const int Gap = 2;

    /// <summary>The largest picture that leaves the panel room; in a narrow terminal the picture alone.</summary>
    /// <param name="columns">The terminal's columns.</param>
    /// <param name="rows">The terminal's rows.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    public static TerminalLayout Of(int columns, int rows, int width, int height)
    {
        var beside = columns - Gap - FacePanel.LeastColumns;
        var hasPanel = beside >= FacePanel.LeastColumns;
        var (across, down) = Fit(hasPanel ? beside : columns, Math.Max(1, rows - 1), width, height);
        var left = across + Gap;
        return new TerminalLayout(across, down, left, hasPanel ? Math.Min(columns - 1, left + FacePanel.MostColumns) : left);
    }

    /// <summary>A cell is about twice as high as wide.</summary>
    private static (int Columns, int Rows) Fit(int columns, int rows, int width, int height)
    {
        var scale = Math.Min(columns / (double)width, 2.0 * rows / height);
        return (Math.Clamp((int)Math.Round(width * scale), 1, columns), Math.Clamp((int)Math.Round(height * scale / 2), 1, rows));
    }
}
