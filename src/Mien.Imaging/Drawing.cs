using Mien.Imaging.Vips;

namespace Mien.Imaging;

/// <summary>
/// Draws on a picture in place: boxes, bars, plates and text; what lies outside is cut off. On a grey picture a colour's luma is drawn.
/// Text is rendered once for each string and size and kept for the life of the object, which is for one thread.
/// </summary>
public sealed class Drawing
{
    private readonly Dictionary<(string Text, int Size), TextMask> _texts = [];

    /// <summary>Draws on the given picture.</summary>
    /// <param name="target">Grey or RGB; it is changed.</param>
    public Drawing(Image target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The picture that is drawn on; another one keeps the rendered texts.</summary>
    public Image Target { get; set; }

    /// <summary>Fills a rectangle.</summary>
    /// <param name="x">The left column; it may lie outside.</param>
    /// <param name="y">The top row; it may lie outside.</param>
    /// <param name="width">Columns; nothing is drawn below 1.</param>
    /// <param name="height">Rows; nothing is drawn below 1.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="opacity">0 (unseen) to 1 (opaque).</param>
    /// <exception cref="ArgumentOutOfRangeException">The opacity is out of range.</exception>
    public void Fill(int x, int y, int width, int height, Colour colour, double opacity = 1)
    {
        var alpha = Alpha(opacity);
        var left = Math.Max(x, 0);
        var right = (int)Math.Min((long)x + width, Target.Width);
        var bottom = (int)Math.Min((long)y + height, Target.Height);
        for (var row = Math.Max(y, 0); row < bottom; row++)
        {
            for (var column = left; column < right; column++)
                Blend(column, row, colour, alpha);
        }
    }

    /// <summary>Draws the outline of a rectangle; the line lies inside it.</summary>
    /// <param name="x">The left column; it may lie outside.</param>
    /// <param name="y">The top row; it may lie outside.</param>
    /// <param name="width">Columns; nothing is drawn below 1.</param>
    /// <param name="height">Rows; nothing is drawn below 1.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="thickness">The line's width in pixels, at least 1.</param>
    /// <param name="opacity">0 (unseen) to 1 (opaque).</param>
    /// <exception cref="ArgumentOutOfRangeException">Thickness or opacity is out of range.</exception>
    public void Outline(int x, int y, int width, int height, Colour colour, int thickness = 1, double opacity = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thickness, 1);
        if (2 * (long)thickness >= Math.Min(width, height))
        {
            Fill(x, y, width, height, colour, opacity);
            return;
        }

        var inner = height - (2 * thickness);
        Fill(x, y, width, thickness, colour, opacity);
        Fill(x, y + height - thickness, width, thickness, colour, opacity);
        Fill(x, y + thickness, thickness, inner, colour, opacity);
        Fill(x + width - thickness, y + thickness, thickness, inner, colour, opacity);
    }

    /// <summary>Draws the outline of a rectangle with a thin dark line on either side, so that it shows on any ground.</summary>
    /// <param name="x">The left column of the coloured line.</param>
    /// <param name="y">The top row of the coloured line.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="thickness">The coloured line's width in pixels, at least 1.</param>
    public void Box(int x, int y, int width, int height, Colour colour, int thickness = 2)
    {
        Outline(x - 1, y - 1, width + 2, height + 2, Colour.Black, thickness + 2, 0.6);
        Outline(x, y, width, height, colour, thickness);
    }

    /// <summary>Draws a horizontal bar: a ground over the whole width and a share of it in colour.</summary>
    /// <param name="x">The left column.</param>
    /// <param name="y">The top row.</param>
    /// <param name="width">Columns of the whole bar.</param>
    /// <param name="height">Rows.</param>
    /// <param name="share">0 to 1; beyond, it is cut off; NaN counts as 0.</param>
    /// <param name="colour">The colour of the share.</param>
    /// <param name="ground">The colour of the rest.</param>
    /// <param name="groundOpacity">0 (unseen) to 1 (opaque).</param>
    public void Bar(int x, int y, int width, int height, double share, Colour colour, Colour ground, double groundOpacity = 0.6)
    {
        var filled = double.IsNaN(share) ? 0 : (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        Fill(x, y, filled, height, colour);
        Fill(x + filled, y, width - filled, height, ground, groundOpacity);
    }

    /// <summary>Draws a line of text.</summary>
    /// <param name="x">The left column of its ink.</param>
    /// <param name="y">The top row of its ink.</param>
    /// <param name="text">The text; control characters are left out.</param>
    /// <param name="size">The font's height in pixels, 4 to 400.</param>
    /// <param name="colour">The colour.</param>
    /// <returns>The size of the ink in pixels.</returns>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of range.</exception>
    public (int Width, int Height) Text(int x, int y, string text, int size, Colour colour)
    {
        var mask = MaskOf(text, size);
        for (var row = Math.Max(0, -y); row < mask.Height && y + row < Target.Height; row++)
        {
            for (var column = Math.Max(0, -x); column < mask.Width && x + column < Target.Width; column++)
                Blend(x + column, y + row, colour, mask.Coverage[(row * mask.Width) + column]);
        }

        return (mask.Width, mask.Height);
    }

    /// <summary>Draws light text on a dark plate (or dark on light for a dark colour), readable on any ground.</summary>
    /// <param name="x">The plate's left column.</param>
    /// <param name="y">The plate's top row.</param>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's height in pixels, 4 to 400.</param>
    /// <param name="colour">The text's colour.</param>
    /// <returns>The plate's size in pixels, as <see cref="MeasureLabel"/> tells it.</returns>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    public (int Width, int Height) Label(int x, int y, string text, int size, Colour colour)
    {
        var (width, height) = MeasureLabel(text, size);
        var mask = MaskOf(text, size);
        Fill(x, y, width, height, colour.Luma >= 110 ? Colour.Black : Colour.White, 0.72);
        Text(x + ((width - mask.Width) / 2), y + ((height - mask.Height) / 2), text, size, colour);
        return (width, height);
    }

    /// <summary>The size of a label's plate; all labels of one font size are equally high.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The font's height in pixels, 4 to 400.</param>
    /// <returns>Width and height in pixels.</returns>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    public (int Width, int Height) MeasureLabel(string text, int size)
    {
        var mask = MaskOf(text, size);
        return (mask.Width + Math.Max(4, size / 2), Math.Max(mask.Height + 2, size + Math.Max(2, size / 3)));
    }

    private static int Alpha(double opacity)
    {
        if (!(opacity is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(opacity), opacity, "Opacity goes from 0 to 1.");
        return (int)Math.Round(opacity * 255);
    }

    private TextMask MaskOf(string text, int size)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 400);
        if (!_texts.TryGetValue((text, size), out var mask))
            _texts[(text, size)] = mask = TextMask.Render(text, size);
        return mask;
    }

    private void Blend(int x, int y, Colour colour, int alpha)
    {
        var pixel = Target.Row(y).Slice(x * Target.Channels, Target.Channels);
        if (pixel.Length == 1)
        {
            pixel[0] = Mix(pixel[0], colour.Luma, alpha);
            return;
        }

        pixel[0] = Mix(pixel[0], colour.Red, alpha);
        pixel[1] = Mix(pixel[1], colour.Green, alpha);
        pixel[2] = Mix(pixel[2], colour.Blue, alpha);
    }

    private static byte Mix(byte below, byte above, int alpha) => (byte)(((below * (255 - alpha)) + (above * alpha) + 127) / 255);
}
