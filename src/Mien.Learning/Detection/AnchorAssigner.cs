using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>
/// Decides which places learn to find which face: those that already do it best, as many as their boxes overlap the face (Ge 2021, "YOLOX", SimOTA).
/// For one thread.
/// </summary>
internal sealed class AnchorAssigner(AnchorGrid grid)
{
    // Places this near to a face's middle, in strides, are asked even where the face is smaller than a cell.
    private const double Radius = 2.5;
    private const double OverlapWeight = 3;

    // More than any sum of logarithms: places outside the face or far from its middle come last.
    private const double Apart = 1e5;
    private const int MostOverlaps = 10;

    private readonly List<Candidate> candidates = [];
    private readonly Dictionary<int, (int Face, double Cost, double Overlap)> taken = [];

    /// <summary>Assigns places.</summary>
    /// <param name="maps">What is predicted.</param>
    /// <param name="faces">What there is.</param>
    /// <param name="assignments">Receives the places, in their order; what was there is forgotten.</param>
    public void Assign(DetectionMaps maps, IReadOnlyList<AnnotatedFace> faces, List<Assignment> assignments)
    {
        taken.Clear();
        for (var face = 0; face < faces.Count; face++)
            Assign(maps, faces[face].Box, face);
        assignments.Clear();
        foreach (var (anchor, best) in taken.OrderBy(pair => pair.Key))
            assignments.Add(new Assignment(anchor, best.Face, best.Overlap));
    }

    private void Assign(DetectionMaps maps, Box box, int face)
    {
        candidates.Clear();
        for (var level = 0; level < grid.Levels; level++)
            Collect(maps, box, level);
        if (candidates.Count == 0)
            return;
        var overlaps = candidates.Select(candidate => candidate.Overlap).OrderDescending().Take(MostOverlaps).Sum();
        var count = Math.Clamp((int)overlaps, 1, candidates.Count);
        candidates.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Anchor.CompareTo(b.Anchor));
        foreach (var candidate in candidates.Take(count))
        {
            if (!taken.TryGetValue(candidate.Anchor, out var other) || candidate.Cost < other.Cost)
                taken[candidate.Anchor] = (face, candidate.Cost, candidate.Overlap);
        }
    }

    /// <summary>The places of a map in the face or near its middle.</summary>
    private void Collect(DetectionMaps maps, Box box, int level)
    {
        var (stride, side, reach) = (AnchorGrid.StrideOf(level), grid.SideOf(level), Radius * AnchorGrid.StrideOf(level));
        var (left, right) = (Math.Min(box.X, box.CenterX - reach), Math.Max(box.Right, box.CenterX + reach));
        var (top, bottom) = (Math.Min(box.Y, box.CenterY - reach), Math.Max(box.Bottom, box.CenterY + reach));
        for (var row = Math.Max(0, (int)Math.Ceiling(top / stride)); row < side && row * stride < bottom; row++)
        {
            for (var column = Math.Max(0, (int)Math.Ceiling(left / stride)); column < side && column * stride < right; column++)
            {
                var (x, y) = (column * stride, row * stride);
                var inside = x > box.X && x < box.Right && y > box.Y && y < box.Bottom;
                var near = Math.Abs(x - box.CenterX) < reach && Math.Abs(y - box.CenterY) < reach;
                if (inside || near)
                    candidates.Add(Cost(maps, box, new Anchor(level, (row * side) + column, stride, x, y), inside && near));
            }
        }
    }

    private Candidate Cost(DetectionMaps maps, Box box, in Anchor anchor, bool isCentral)
    {
        var overlap = maps.BoxAt(anchor).ToBox().IntersectionOverUnion(box);
        var score = Math.Sqrt(Logistic.Of(maps[anchor, DetectionMaps.Quality]) * Logistic.Of(maps[anchor, DetectionMaps.Objectness]));
        var cost = -Math.Log(Math.Max(score, 1e-8)) - (OverlapWeight * Math.Log(overlap + 1e-8)) + (isCentral ? 0 : Apart);
        return new Candidate(grid.FirstOf(anchor.Level) + anchor.Cell, cost, overlap);
    }

    private readonly record struct Candidate(int Anchor, double Cost, double Overlap);
}
