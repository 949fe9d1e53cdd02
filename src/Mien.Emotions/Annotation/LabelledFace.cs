using System.Globalization;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Imaging;
using Mien.Imaging.Vips;

namespace Mien.Emotions.Annotation;

/// <summary>Cuts single faces out of frames, and writes beneath them what they show. For one thread; rendered texts are kept for the next face.</summary>
public sealed class LabelledFace
{
    // Hair and chin: the boxes of detectors end inside them.
    private const double Margin = 0.25;
    private const int SmallestSide = 160;
    private const int SmallestFont = 9;
    private static readonly Colour Ground = new(14, 17, 23);

    private readonly Drawing drawing = new(new Image(1, 1, 3));

    /// <summary>A square around a face with a quarter of its side on each side; beyond the frame its outermost pixels are repeated.</summary>
    /// <param name="frame">Grey or RGB.</param>
    /// <param name="box">Where the face is; at least a pixel in size.</param>
    /// <returns>A picture of as many channels, in the frame's own pixels.</returns>
    public static Image Cut(Image frame, Box box)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var side = Math.Max(1, (int)Math.Round((1 + (2 * Margin)) * Math.Max(box.Width, box.Height)));
        return frame.Crop((int)Math.Round(box.CenterX - (side / 2.0)), (int)Math.Round(box.CenterY - (side / 2.0)), side, side);
    }

    /// <summary>The face of a frame with a strip beneath it that tells its answer and the confidence; a small face is enlarged.</summary>
    /// <param name="frame">The frame, grey or RGB.</param>
    /// <param name="face">One of its faces.</param>
    /// <returns>An RGB picture, at least 160 pixels wide.</returns>
    /// <exception cref="LibraryMissingException">libvips, which renders text, is missing.</exception>
    public Image Draw(Image frame, FrameFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        var cut = Cut(frame, face.Box).ToRgb();
        var side = Math.Max(cut.Width, SmallestSide);
        var text = string.Create(CultureInfo.InvariantCulture, $"{face.Answer} {face.Confidence * 100:F0} %");
        var font = Font(text, side);
        var strip = font * 8 / 5;
        var result = new Image(side, side + strip, 3);
        cut.Resize(side, side).Pixels.CopyTo(result.Pixels, 0);
        drawing.Target = result;
        drawing.Fill(0, side, side, strip, Ground);
        drawing.Text(font / 2, side + ((strip - font) / 2) + 1, text, font, FrameAnnotator.ColourOf(face));
        return result;
    }

    /// <summary>As large as the width allows.</summary>
    private int Font(string text, int width)
    {
        var font = Math.Clamp(width / 13, SmallestFont, 400);
        while (font > SmallestFont && drawing.MeasureLabel(text, font).Width > width)
            font--;
        return font;
    }
}
