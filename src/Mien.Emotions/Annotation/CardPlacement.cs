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
        var candidates = Candidates(face, cardWidth, cardHeight, gap);
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

    private IEnumerable<(double X, double Y)> Candidates(Box face, int cardWidth, int cardHeight, int gap)
    {
        var (left, right) = (face.X - gap - cardWidth, face.Right + gap);
        var (above, below) = (face.Y - gap - cardHeight, face.Bottom + gap);
        var middle = face.CenterX - (cardWidth / 2.0);
        (double, double)[] beside = [(right, face.Y), (left, face.Y), (right, face.Bottom - cardHeight), (left, face.Bottom - cardHeight)];
        (double, double)[] under = [(middle, below), (face.X, below), (face.Right - cardWidth, below)];
        (double, double)[] over = [(middle, above), (face.X, above), (face.Right - cardWidth, above)];
        // Beside a face in a group stand others, found or not; under it is its own body.
        return faces.Count > 1
            ? [.. under, .. beside, .. over]
            : [.. beside, .. under, .. over, (width, 0), (0, 0), (width, height), (0, height)];
    }

    private static int Inside(double at, int size, int limit) => (int)Math.Clamp(Math.Round(at), 0, Math.Max(0, limit - size));

    private double Cost(Box card) =>
        faces.Sum(face => face.Intersect(card).Area) + (CardWeight * placed.Sum(other => other.Intersect(card).Area));
}
