namespace Mien.Faces.Haar;

/// <summary>Joins the many windows around one object into one box, by OpenCV's rule.</summary>
internal static class RectangleGrouping
{
    private const double Tolerance = 0.2;

    /// <summary>Groups windows whose edges agree within 20 % of their size and drops groups that are small or lie inside a stronger one.</summary>
    /// <param name="windows">All accepted windows.</param>
    /// <param name="minNeighbors">Groups of this many windows and fewer are dropped; 0 returns every window as it is.</param>
    /// <returns>The mean window of each group, with its number of windows, in the order of the groups' first windows.</returns>
    public static List<(PixelRect Rect, int Neighbors)> Group(IReadOnlyList<PixelRect> windows, int minNeighbors)
    {
        if (minNeighbors <= 0)
            return [.. windows.Select(window => (window, 1))];
        var groups = Means(windows, Labels(windows)).Where(group => group.Neighbors > minNeighbors).ToList();
        return [.. groups.Where(group => !groups.Any(other => Swallows(other, group)))];
    }

    private static int[] Labels(IReadOnlyList<PixelRect> windows)
    {
        var parents = new int[windows.Count];
        for (var i = 0; i < parents.Length; i++)
        {
            parents[i] = i;
            for (var j = 0; j < i; j++)
            {
                if (!Similar(windows[i], windows[j]))
                    continue;
                var (a, b) = (Root(parents, i), Root(parents, j));
                parents[Math.Max(a, b)] = Math.Min(a, b);
            }
        }
        for (var i = 0; i < parents.Length; i++)
            parents[i] = Root(parents, i);
        return parents;
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
            i = parents[i] = parents[parents[i]];
        return i;
    }

    private static bool Similar(PixelRect a, PixelRect b)
    {
        var delta = Tolerance * (Math.Min(a.Width, b.Width) + Math.Min(a.Height, b.Height)) * 0.5;
        return Math.Abs(a.X - b.X) <= delta && Math.Abs(a.Y - b.Y) <= delta
            && Math.Abs(a.X + a.Width - b.X - b.Width) <= delta && Math.Abs(a.Y + a.Height - b.Y - b.Height) <= delta;
    }

    private static IEnumerable<(PixelRect Rect, int Neighbors)> Means(IReadOnlyList<PixelRect> windows, int[] labels)
    {
        var sums = new SortedDictionary<int, (int X, int Y, int Width, int Height, int Count)>();
        for (var i = 0; i < labels.Length; i++)
        {
            var (sum, w) = (sums.GetValueOrDefault(labels[i]), windows[i]);
            sums[labels[i]] = (sum.X + w.X, sum.Y + w.Y, sum.Width + w.Width, sum.Height + w.Height, sum.Count + 1);
        }
        foreach (var sum in sums.Values)
        {
            var part = 1f / sum.Count;
            yield return (new PixelRect(Round(sum.X * part), Round(sum.Y * part), Round(sum.Width * part), Round(sum.Height * part)), sum.Count);
        }
    }

    private static bool Swallows((PixelRect Rect, int Neighbors) outer, (PixelRect Rect, int Neighbors) inner)
    {
        var (o, i) = (outer.Rect, inner.Rect);
        var (dx, dy) = (Round(o.Width * Tolerance), Round(o.Height * Tolerance));
        return outer != inner && i.X >= o.X - dx && i.Y >= o.Y - dy && i.X + i.Width <= o.X + o.Width + dx && i.Y + i.Height <= o.Y + o.Height + dy
            && (outer.Neighbors > Math.Max(3, inner.Neighbors) || inner.Neighbors < 3);
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.ToEven);
}
