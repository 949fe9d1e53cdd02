using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>
/// Counts what a detector finds against what is marked, as COCO does: the surest detection first, each takes the marked face that it overlaps most, from
/// an IoU of 0.5 on. Ignored entries, and faces of other sizes than are counted, are neither hits nor misses; nor are detections on them, or of such sizes.
/// </summary>
/// <param name="least">The size from which on faces count, in pixels (geometric mean of the sides).</param>
/// <param name="below">The size from which on they do not count any more.</param>
internal sealed class DetectionTally(double least, double below = double.PositiveInfinity)
{
    private const double LeastOverlap = 0.5;
    private readonly List<(double Score, bool IsFace)> outcomes = [];
    private readonly List<double> landmarkErrors = [];

    /// <summary>Photos so far.</summary>
    public int Photos { get; private set; }

    /// <summary>Marked faces that count.</summary>
    public int Faces { get; private set; }

    /// <summary>Mean distance of the landmarks in shares of the face's size, over the faces found; NaN where there are none.</summary>
    public double LandmarkError => landmarkErrors.Count == 0 ? double.NaN : landmarkErrors.Average();

    /// <summary>Adds a photo.</summary>
    /// <param name="marked">What is marked in it.</param>
    /// <param name="found">What was found.</param>
    public void Add(IReadOnlyList<AnnotatedFace> marked, IReadOnlyList<FaceDetection> found)
    {
        Photos++;
        var counted = marked.Where(face => !face.IsIgnored && Counts(face.Size)).ToList();
        var others = marked.Except(counted).ToList();
        Faces += counted.Count;
        foreach (var detection in found.OrderByDescending(detection => detection.Score))
            Add(detection, counted, others);
    }

    private bool Counts(double size) => size >= least && size < below;

    private void Add(FaceDetection detection, List<AnnotatedFace> counted, List<AnnotatedFace> others)
    {
        var best = counted.MaxBy(face => face.Box.IntersectionOverUnion(detection.Box));
        if (best is not null && best.Box.IntersectionOverUnion(detection.Box) >= LeastOverlap)
        {
            counted.Remove(best);
            outcomes.Add((detection.Score, true));
            if (best.Landmarks is { } truth && detection.Landmarks is { } points)
                landmarkErrors.Add(truth.Points.Zip(points.Points, (a, b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)))).Average() / best.Size);
        }
        else if (Counts(Math.Sqrt(detection.Box.Area)) && !others.Exists(face => Covers(face, detection.Box)))
        {
            outcomes.Add((detection.Score, false));
        }
    }

    /// <summary>A detection lies on an ignored region where it overlaps it, or lies within it.</summary>
    private static bool Covers(AnnotatedFace face, Box box) =>
        face.Box.IntersectionOverUnion(box) >= LeastOverlap || (face.IsIgnored && face.Box.Intersect(box).Area >= LeastOverlap * box.Area);

    /// <summary>The area under precision over recall, precision made to fall monotonously (PASCAL VOC 2010); NaN without faces.</summary>
    public double AveragePrecision()
    {
        if (Faces == 0)
            return double.NaN;
        var curve = Curve();
        var (area, best, recall) = (0.0, 0.0, curve.Count == 0 ? 0 : curve[^1].Recall);
        for (var i = curve.Count - 1; i >= 0; i--)
        {
            best = Math.Max(best, curve[i].Precision);
            var before = i == 0 ? 0 : curve[i - 1].Recall;
            area += best * (recall - before);
            recall = before;
        }
        return area;
    }

    /// <summary>The recall where so many false faces a photo are accepted, and the score from which on it holds.</summary>
    /// <param name="falsePerPhoto">False faces a photo, at least 0.</param>
    public (double Recall, double Score) RecallAt(double falsePerPhoto)
    {
        var curve = Curve();
        var within = curve.TakeWhile(point => point.False <= falsePerPhoto * Photos).ToList();
        return within.Count == 0 ? (0, double.PositiveInfinity) : (within[^1].Recall, within[^1].Score);
    }

    /// <summary>Recall and false faces a photo from a score on.</summary>
    public (double Recall, double FalsePerPhoto) From(double score)
    {
        var taken = outcomes.Where(outcome => outcome.Score >= score).ToList();
        return (taken.Count(outcome => outcome.IsFace) / (double)Math.Max(1, Faces), taken.Count(outcome => !outcome.IsFace) / (double)Math.Max(1, Photos));
    }

    /// <summary>What is found from a score on, by its tenths.</summary>
    public IEnumerable<ScoreFigures> ByScore(double least) =>
        from outcome in outcomes
        where outcome.Score >= least
        group outcome.IsFace by Math.Min(9, (int)(outcome.Score * 10)) into tenth
        orderby tenth.Key
        select new ScoreFigures(tenth.Key / 10.0, (tenth.Key + 1) / 10.0, tenth.Count(), tenth.Count(isFace => isFace));

    /// <summary>Recall, precision and false faces as the score falls; equal scores come together.</summary>
    private List<(double Score, double Recall, double Precision, int False)> Curve()
    {
        var curve = new List<(double, double, double, int)>();
        var (hits, misses) = (0, 0);
        foreach (var same in outcomes.GroupBy(outcome => outcome.Score).OrderByDescending(group => group.Key))
        {
            hits += same.Count(outcome => outcome.IsFace);
            misses += same.Count(outcome => !outcome.IsFace);
            curve.Add((same.Key, (double)hits / Math.Max(1, Faces), (double)hits / (hits + misses), misses));
        }
        return curve;
    }
}
