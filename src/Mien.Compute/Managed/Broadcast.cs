namespace Mien.Compute.Managed;

/// <summary>
/// How a shape relates to one with 1 in some dimensions: neighbouring dimensions that are alike are joined, so that loops have few levels and long
/// inner runs.
/// </summary>
internal sealed class Broadcast
{
    private readonly List<(int Size, bool Repeated)> groups = [];

    /// <summary>Compares two shapes of one rank.</summary>
    /// <param name="full">The larger shape.</param>
    /// <param name="small">The same, or 1 along repeated dimensions.</param>
    public Broadcast(Shape full, Shape small)
    {
        for (var d = 0; d < full.Rank; d++)
        {
            if (full[d] == 1)
                continue;
            var repeated = small[d] == 1;
            if (groups.Count > 0 && groups[^1].Repeated == repeated)
                groups[^1] = (groups[^1].Size * full[d], repeated);
            else
                groups.Add((full[d], repeated));
        }
        if (groups.Count == 0)
            groups.Add((1, false));
    }

    /// <summary>Length of the innermost run.</summary>
    public int Inner => groups[^1].Size;

    /// <summary>Whether the small tensor has one element for the whole innermost run.</summary>
    public bool InnerRepeated => groups[^1].Repeated;

    /// <summary>Where in the small tensor the runs begin, for all runs of the full one in order.</summary>
    public StridedIndex SmallRuns()
    {
        var strides = new int[groups.Count];
        var stride = 1;
        for (var g = groups.Count - 1; g >= 0; g--)
        {
            strides[g] = groups[g].Repeated ? 0 : stride;
            stride *= groups[g].Repeated ? 1 : groups[g].Size;
        }
        return new StridedIndex([.. groups.SkipLast(1).Select(g => g.Size)], strides[..^1]);
    }

    /// <summary>Where in the full tensor the runs begin, for the repeated or the other outer dimensions alone.</summary>
    public StridedIndex FullRuns(bool repeated)
    {
        var sizes = new List<int>();
        var strides = new List<int>();
        var stride = groups[^1].Size;
        for (var g = groups.Count - 2; g >= 0; g--)
        {
            if (groups[g].Repeated == repeated)
            {
                sizes.Insert(0, groups[g].Size);
                strides.Insert(0, stride);
            }
            stride *= groups[g].Size;
        }
        return new StridedIndex([.. sizes], [.. strides]);
    }
}
