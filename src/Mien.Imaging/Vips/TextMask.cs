namespace Mien.Imaging.Vips;

/// <summary>A line of text as its coverage, 0 to 255 a pixel.</summary>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Coverage">Row by row.</param>
internal sealed record TextMask(int Width, int Height, byte[] Coverage)
{
    /// <summary>Draws text by Pango through libvips.</summary>
    /// <param name="text">Plain text; markup in it is shown, not obeyed.</param>
    /// <param name="pixels">The height of the font's em in pixels.</param>
    public static TextMask Render(string text, int pixels)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new TextMask(1, 1, new byte[1]);
        using var operation = new VipsOperation("text");

        // At 72 dots an inch a point is a pixel.
        using var image = operation.Set("text", Escape(text))
            .Set("font", FormattableString.Invariant($"sans bold {pixels}"))
            .Set("dpi", 72)
            .RunImage();
        var picture = VipsDecoder.Copy(image, orientation: 1);
        return new TextMask(picture.Width, picture.Height, picture.Pixels);
    }

    private static string Escape(string text) =>
        string.Concat(text.Where(sign => !char.IsControl(sign)))
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
