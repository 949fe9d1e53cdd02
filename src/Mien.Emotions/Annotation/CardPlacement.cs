using Mien.Faces;

namespace Mien.Emotions.Annotation;

/// <summary>Finds places for cards beside faces: inside the picture, off the faces, off each other.</summary>
/// <param name="width">The picture's width.</param>
/// <param name="height">The picture's height.</param>
/// <param name="faces">The faces' boxes.</param>
internal sealed class CardPlacement(int width, int height, IReadOnlyList<Box> faces)
{
    private const double CardWeight = 4;
    private readonly List<Box> placed = [];

    /// <summary>The best place for a card, and what it covers there: 0 where it covers nothing.</summary>
    public (int X, int Y, double Cost) Find(Box face, int cardWidth, int cardHeight, int gap)
    {
        (double X, double Y)[] candidates =
        [
            (face.Right + gap, face.Y), (face.X - gap - cardWidth, face.Y),
            (face.Right + gap, face.Bottom - cardHeight), (face.X - gap - cardWidth, face.Bottom - cardHeight),
            (face.X, face.Bottom + gap), (face.X, face.Y - gap - cardHeight),
            (face.Right - cardWidth, face.Bottom + gap), (face.Right - cardWidth, face.Y - gap - cardHeight),
            (face.CenterX - (cardWidth / 2.0), face.Bottom + gap), (face.CenterX - (cardWidth / 2.0), face.Y - gap - cardHeight),
        ];
        var best = (X: 0, Y: 0, Cost: double.MaxValue);
        foreach (var (x, y) in candidates)
        {
            var inside = (X: Inside(x, cardWidth, width), Y: Inside(y, cardHeight, height));
            var cost = Cost(new Box(inside.X, inside.Y, cardWidth, cardHeight));
            if (cost < best.Cost)
                best = (inside.X, inside.Y, cost);
        }
        return best;
    }

    /// <summary>Keeps a place free of later cards.</summary>
    public void Take(int x, int y, int cardWidth, int cardHeight) => placed.Add(new Box(x, y, cardWidth, cardHeight));

    private static int Inside(double at, int size, int limit) => (int)Math.Clamp(Math.Round(at), 0, Math.Max(0, limit - size));

    private double Cost(Box card) =>
        faces.Sum(face => face.Intersect(card).Area) + (CardWeight * placed.Sum(other => other.Intersect(card).Area));
}
