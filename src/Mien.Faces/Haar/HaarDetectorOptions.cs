namespace Mien.Faces.Haar;

/// <summary>How a Haar cascade is applied. The first four have OpenCV's meaning.</summary>
public sealed record HaarDetectorOptions
{
    /// <summary>From one window size to the next, above 1 to 10; 1.1 by default.</summary>
    public double ScaleFactor { get; init; } = 1.1;

    /// <summary>A face is kept where more than this many windows agree on it, 0 (every window is a face) or more; 3 by default.</summary>
    public int MinNeighbors { get; init; } = 3;

    /// <summary>The smallest side of a face in pixels of the picture, 0 or more; 24 by default.</summary>
    public int MinSize { get; init; } = 24;

    /// <summary>The largest side of a face in pixels of the picture; 0, the default, for no limit.</summary>
    public int MaxSize { get; init; }

    /// <summary>Threads that work on one picture, 1 to 256; 1 by default. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether a picture in which nothing was found is tried again with a border, enlarged when small; true by default.</summary>
    public bool Retry { get; init; } = true;

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names every one that is.</exception>
    internal void Validate()
    {
        var faults = new List<string>();
        if (!(ScaleFactor is > 1 and <= 10))
            faults.Add(FormattableString.Invariant($"the scale factor is above 1 and at most 10, not {ScaleFactor}"));
        if (MinNeighbors < 0)
            faults.Add($"the minimum of neighbours is 0 or more, not {MinNeighbors}");
        if (MinSize < 0)
            faults.Add($"the minimum size is 0 or more, not {MinSize}");
        if (MaxSize < 0 || (MaxSize > 0 && MaxSize < MinSize))
            faults.Add($"the maximum size is 0 (no limit) or at least the minimum size {MinSize}, not {MaxSize}");
        if (Threads is < 1 or > 256)
            faults.Add($"the threads are 1 to 256, not {Threads}");
        if (faults.Count > 0)
            throw new ArgumentException($"The detector's options are out of range: {string.Join("; ", faults)}.");
    }
}
