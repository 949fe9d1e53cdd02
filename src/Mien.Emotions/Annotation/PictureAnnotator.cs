using Mien.Faces;
using Mien.Imaging;
using Mien.Imaging.Vips;

namespace Mien.Emotions.Annotation;

/// <summary>Draws what was found on pictures: a box for each face, its emotion, and a bar chart of the probabilities beside it.</summary>
/// <remarks>
/// Small pictures are enlarged by a whole factor first. A card that would cover faces or other cards shows less. A picture that was taken as one face as a
/// whole keeps its pixels free: the card stands on a strip beside it. For one thread; rendered texts are kept for the next picture.
/// </remarks>
public sealed class PictureAnnotator
{
    private const int SmallestSide = 400;
    private const int WholeSide = 256;
    private const int SmallestFont = 11;

    // What a card may cover of the one face there is, as a share of its box: an edge of hair or ground.
    private const double Tolerated = 0.05;
    private static readonly Colour Strip = new(14, 17, 23);

    private readonly Drawing drawing = new(new Image(1, 1, 3));

    /// <summary>Draws on a copy.</summary>
    /// <param name="image">The picture that was analysed, grey or RGB.</param>
    /// <param name="analyzed">What was found in it.</param>
    /// <returns>An RGB picture; larger than <paramref name="image"/> where that is small or was one face as a whole.</returns>
    /// <exception cref="ArgumentException">The picture has another size than the one that was analysed.</exception>
    /// <exception cref="LibraryMissingException">libvips, which renders text, is missing.</exception>
    public Image Annotate(Image image, AnalyzedPicture analyzed)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(analyzed);
        if ((image.Width, image.Height) != (analyzed.Width, analyzed.Height))
            throw new ArgumentException($"A {analyzed.Width}×{analyzed.Height} picture was analysed, not a {image.Width}×{image.Height} one.", nameof(image));
        var isWhole = analyzed is { Detector: AnalyzedPicture.NoDetector, Count: 1 };
        var factor = Math.Max(1, (int)Math.Ceiling((isWhole ? WholeSide : SmallestSide) / (double)Math.Max(image.Width, image.Height)));
        var canvas = Enlarge(image, factor);
        return isWhole ? WithStrip(canvas, analyzed[0]) : WithBoxes(canvas, analyzed, factor);
    }

    private static Image Enlarge(Image image, int factor)
    {
        var rgb = image.ToRgb();
        if (factor > 1)
            return rgb.Resize(rgb.Width * factor, rgb.Height * factor);
        return ReferenceEquals(rgb, image) ? new Image(image.Width, image.Height, 3, image.Pixels.ToArray()) : rgb;
    }

    private static int FontOf(Image canvas, double faceHeight)
    {
        var largest = Math.Clamp(Math.Min(canvas.Width, canvas.Height) / 36, SmallestFont, 40);
        return (int)Math.Clamp(faceHeight / 13, SmallestFont, largest);
    }

    private Image WithStrip(Image canvas, AnalyzedFace face)
    {
        var font = Math.Clamp(canvas.Height / 16, 12, 40);
        drawing.Target = canvas;
        var card = CardOf(face, CardDetail.All, font);
        var result = new Image(canvas.Width + card.Width, Math.Max(canvas.Height, card.Height), 3);
        drawing.Target = result;
        drawing.Fill(0, 0, result.Width, result.Height, Strip);
        for (var y = 0; y < canvas.Height; y++)
            canvas.Row(y).CopyTo(result.Row(y));
        card.Draw(canvas.Width, (result.Height - card.Height) / 2);
        return result;
    }

    private Image WithBoxes(Image canvas, AnalyzedPicture analyzed, int factor)
    {
        drawing.Target = canvas;
        var boxes = analyzed.Select(face => Scaled(face.Box, factor)).ToArray();
        var placement = new CardPlacement(canvas.Width, canvas.Height, boxes);
        var cards = new List<(FaceCard Card, int X, int Y)>();
        foreach (var index in Enumerable.Range(0, boxes.Length).OrderByDescending(i => boxes[i].Area))
        {
            DrawBox(boxes[index], EmotionColours.Of(analyzed[index].Probabilities.Labels, analyzed[index].Probabilities.Top));
            cards.Add(Place(analyzed[index], boxes[index], boxes.Length, placement, canvas));
        }
        // Last, so that no box runs over a card.
        foreach (var (card, x, y) in cards)
            card.Draw(x, y);
        return canvas;
    }

    private (FaceCard Card, int X, int Y) Place(AnalyzedFace face, Box box, int faceCount, CardPlacement placement, Image canvas)
    {
        var font = FontOf(canvas, box.Height);
        (FaceCard Card, int X, int Y, double Cost)? best = null;
        foreach (var detail in Enum.GetValues<CardDetail>())
        {
            var card = CardOf(face, detail, font);
            // A card much larger than its face would say little about which face is meant.
            if (detail != CardDetail.Bars && card.Height > Math.Max(1.6 * box.Height, font))
                continue;
            var (x, y, cost) = placement.Find(box, card.Width, card.Height, Math.Max(4, font / 3));
            if (best is null || cost < best.Value.Cost)
                best = (card, x, y, cost);
            if (cost <= (faceCount == 1 ? Tolerated * box.Area : 0))
                break;
        }
        var chosen = best!.Value;
        placement.Take(chosen.X, chosen.Y, chosen.Card.Width, chosen.Card.Height);
        return (chosen.Card, chosen.X, chosen.Y);
    }

    private FaceCard CardOf(AnalyzedFace face, CardDetail detail, int font) =>
        new(drawing, face.Answer, face.Probabilities, EmotionColours.Of(face.Probabilities.Labels, face.Probabilities.Top), detail, font);

    private void DrawBox(Box box, Colour colour)
    {
        var thickness = (int)Math.Clamp(box.Height / 80, 2, 4);
        var inside = box.Intersect(new Box(1, 1, drawing.Target.Width - 2, drawing.Target.Height - 2));
        drawing.Box((int)Math.Round(inside.X), (int)Math.Round(inside.Y), (int)Math.Round(inside.Width), (int)Math.Round(inside.Height), colour, thickness);
    }

    private static Box Scaled(Box box, int factor) => new(box.X * factor, box.Y * factor, box.Width * factor, box.Height * factor);
}
