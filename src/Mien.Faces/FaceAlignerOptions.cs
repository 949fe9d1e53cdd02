namespace Mien.Faces;

/// <summary>What a model wants to see of a face.</summary>
public sealed record FaceAlignerOptions
{
    /// <summary>Pixels along each side of the cut, 8 to 1024; 48, FER2013's size, by default.</summary>
    public int Size { get; init; } = 48;

    /// <summary>1 (grey, the default) or 3 (RGB).</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Side of the cut in sides of the face's box, above 0 to 4; see <see cref="FaceAligner"/> for the default.</summary>
    public double Margin { get; init; } = FaceAligner.FerMargin;

    /// <summary>How far the middle of the cut lies to the right of the box's middle, in sides of the box, −1 to 1; 0 by default.</summary>
    public double OffsetX { get; init; }

    /// <summary>How far the middle of the cut lies below the box's middle, in sides of the box, −1 to 1; 0 by default.</summary>
    public double OffsetY { get; init; }

    /// <summary>By what faces are framed; their landmarks by default.</summary>
    public FaceAlignment Alignment { get; init; }

    /// <summary>The side of what is cut out, in sides of the frame that box or landmarks give, 0.5 to 2; 1 by default.</summary>
    public double CropScale { get; init; } = 1;

    /// <summary>
    /// By what the side is multiplied once more for a face that is framed by its landmarks, 0.5 to 2; 1, the default, is FER2013's frame, as boxes give it.
    /// </summary>
    public double LandmarkScale { get; init; } = 1;

    internal void Validate()
    {
        var faults = new List<string>();
        if (Size is < 8 or > 1024)
            faults.Add($"the size is 8 to 1024 pixels, not {Size}");
        if (Channels is not (1 or 3))
            faults.Add($"the channels are 1 (grey) or 3 (RGB), not {Channels}");
        if (!(Margin is > 0 and <= 4))
            faults.Add(FormattableString.Invariant($"the margin is above 0 and at most 4, not {Margin}"));
        if (!(Math.Abs(OffsetX) <= 1 && Math.Abs(OffsetY) <= 1))
            faults.Add(FormattableString.Invariant($"the offsets are −1 to 1, not ({OffsetX}, {OffsetY})"));
        if (!Enum.IsDefined(Alignment))
            faults.Add($"there is no alignment {Alignment}");
        if (!(CropScale is >= 0.5 and <= 2))
            faults.Add(FormattableString.Invariant($"the crop's scale is 0.5 to 2, not {CropScale}"));
        if (!(LandmarkScale is >= 0.5 and <= 2))
            faults.Add(FormattableString.Invariant($"the landmarks' scale is 0.5 to 2, not {LandmarkScale}"));
        if (faults.Count > 0)
            throw new ArgumentException($"The aligner's options are out of range: {string.Join("; ", faults)}.");
    }
}
