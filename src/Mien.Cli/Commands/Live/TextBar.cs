namespace Mien.Cli.Commands.Live;

/// <summary>A bar of block signs, exact to an eighth of a column.</summary>
internal static class TextBar
{
    private const int Parts = 8;
    private const string Signs = " ▏▎▍▌▋▊▉█";

    /// <summary>The bar, as long as the whole.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="columns">The length of the whole; nothing below 1.</param>
    public static string Of(double share, int columns)
    {
        var eighths = (int)Math.Round(Math.Clamp(share, 0, 1) * Math.Max(0, columns) * Parts);
        return string.Concat(Enumerable.Range(0, Math.Max(0, columns)).Select(column => Signs[Math.Clamp(eighths - (column * Parts), 0, Parts)]));
    }
}
