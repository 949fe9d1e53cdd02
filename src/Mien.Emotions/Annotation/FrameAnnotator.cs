using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Imaging;
using Mien.Imaging.Vips;

namespace Mien.Emotions.Annotation;

/// <summary>
/// Draws on frames of a video what was found: a box for each face, and a small card with its answer, the confidence and a thin bar for each class.
/// Card and box stand still while the face does: their place depends on the box alone, and their size on the frame's. For one thread; rendered texts are kept
/// for the next frame, so that one costs less than a millisecond.
/// </summary>
public sealed class FrameAnnotator
{
    private const int SmallestFont = 11;
    private const int LargestFont = 40;

    // What nobody should say gets no emotion's colour.
    private static readonly Colour Doubtful = new(150, 157, 170);

    private readonly Drawing drawing = new(new Image(1, 1, 3));

    /// <summary>Draws in place.</summary>
    /// <param name="image">The frame, or one of the same size, in RGB.</param>
    /// <param name="frame">What was found in it; its own picture is not looked at.</param>
    /// <exception cref="ArgumentException">The picture is grey.</exception>
    /// <exception cref="LibraryMissingException">libvips, which renders text, is missing.</exception>
    public void Annotate(Image image, FrameResult frame)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(frame);
        if (image.Channels != 3)
            throw new ArgumentException("A frame is annotated in colour; turn it to RGB first.", nameof(image));
        drawing.Target = image;
        var side = Math.Min(image.Width, image.Height);
        var (font, thickness) = (Math.Clamp(side / 36, SmallestFont, LargestFont), Math.Clamp(side / 240, 2, 5));
        foreach (var face in frame.Faces)
            DrawBox(face.Box, ColourOf(face), thickness);
        // Last, so that no box runs over a card.
        foreach (var face in frame.Faces)
            DrawCard(face, font);
    }

    /// <summary>The colour of a face's answer: its emotion's, or grey where that is uncertain.</summary>
    /// <param name="face">A face of a frame.</param>
    public static Colour ColourOf(FrameFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        return face.Doubts.Count > 0 ? Doubtful : EmotionColours.Of(face.Smoothed.Labels, face.Smoothed.Top);
    }

    private void DrawBox(Box box, Colour colour, int thickness)
    {
        // A face that is cut off by the frame's edge has its line along the edge.
        var seen = box.Intersect(new Box(1, 1, drawing.Target.Width - 2, drawing.Target.Height - 2));
        var (left, top) = ((int)Math.Round(seen.X), (int)Math.Round(seen.Y));
        drawing.Box(left, top, (int)Math.Round(seen.Right) - left, (int)Math.Round(seen.Bottom) - top, colour, thickness);
    }

    private void DrawCard(FrameFace face, int font)
    {
        var card = new FaceCard(drawing, face.Answer, face.Smoothed, ColourOf(face), CardDetail.Bars, font) { IsSteady = true };
        var (left, top) = Place(face.Box, card, Math.Max(3, font / 4));
        card.Draw(left, top);
    }

    /// <summary>Above the box; where there is no room, below it; where there is none either, at its top.</summary>
    private (int Left, int Top) Place(Box box, FaceCard card, int gap)
    {
        var (width, height) = (drawing.Target.Width, drawing.Target.Height);
        var left = (int)Math.Round(Math.Clamp(box.X, 0, Math.Max(0, width - card.Width)));
        var (above, below) = (box.Y - gap - card.Height, box.Bottom + gap);
        var top = above >= 0 ? above : below + card.Height <= height ? below : Math.Max(0, box.Y + gap);
        return (left, (int)Math.Round(Math.Clamp(top, 0, Math.Max(0, height - card.Height))));
    }
}
