namespace Mien.Faces.Tracking;

/// <summary>How a <see cref="FaceTracker"/> follows faces.</summary>
public sealed record FaceTrackerOptions
{
    /// <summary>How long a face may be gone and keep its number, 0 to a minute. Default 3 seconds.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How far a face may be from where it is expected, in sides of the face, 0.1 to 10; it grows while the face is not seen. Default 0.8.</summary>
    public double Reach { get; init; } = 0.8;

    /// <summary>By how much, as a factor, a face may be larger or smaller than expected, above 1 to 10. Default 1.7.</summary>
    public double SizeFactor { get; init; } = 1.7;

    /// <summary>How alike (correlation, −1 to 1) a face that was gone must look to get its number back; faces without an appearance go by place alone. Default 0.5.</summary>
    public double LeastLikeness { get; init; } = 0.5;

    /// <summary>
    /// The score below which a detection begins no face and brings none back, 0 to 1; it continues one that was found three times above it and within the last half second,
    /// unless it looks quite unlike it, for up to two seconds on end. Default 0: every detection may begin one.
    /// </summary>
    public double NewFaceScore { get; init; }

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names every one that is.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (LongestGap < TimeSpan.Zero || LongestGap > TimeSpan.FromMinutes(1))
            faults.Add($"the longest gap is 0 to a minute, not {LongestGap}");
        if (!(Reach is >= 0.1 and <= 10))
            faults.Add(FormattableString.Invariant($"the reach is 0.1 to 10 sides of a face, not {Reach}"));
        if (!(SizeFactor is > 1 and <= 10))
            faults.Add(FormattableString.Invariant($"the factor of sizes is above 1 to 10, not {SizeFactor}"));
        if (!(LeastLikeness is >= -1 and <= 1))
            faults.Add(FormattableString.Invariant($"the least likeness is -1 to 1, not {LeastLikeness}"));
        if (!(NewFaceScore is >= 0 and <= 1))
            faults.Add(FormattableString.Invariant($"the score of a new face is 0 to 1, not {NewFaceScore}"));
        if (faults.Count > 0)
            throw new ArgumentException($"The tracker's options are out of range: {string.Join("; ", faults)}.");
    }
}
