namespace Mien.Learning.Portraits;

/// <summary>How composite portraits are made. Nothing is drawn at random: the same rows give the same portraits.</summary>
public sealed record PortraitOptions
{
    /// <summary>Votes of ten that an emotion should have, 5 to 10; 8 by default.</summary>
    public int Votes { get; init; } = 8;

    /// <summary>Where fewer pictures than this have so many votes, fewer votes are asked for, never fewer than 5; 200 by default.</summary>
    public int WantedFaces { get; init; } = 200;

    /// <summary>The most pictures of an emotion that are aligned, those with most votes first; 400 by default.</summary>
    public int MostFaces { get; init; } = 400;

    /// <summary>The share of the aligned pictures that is averaged, those most like the others; above 0 to 1, 0.5 by default.</summary>
    public double KeptShare { get; init; } = 0.5;

    /// <summary>The fewest pictures that make a portrait: it shows no single person; 20 by default.</summary>
    public int FewestFaces { get; init; } = 20;

    /// <summary>The side of a portrait in pixels, 48 to 1024; 192 by default.</summary>
    public int Side { get; init; } = 192;

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names every one that is.</exception>
    internal void Validate()
    {
        var faults = new List<string>();
        if (Votes is < 5 or > 10)
            faults.Add($"the votes are 5 to 10, not {Votes}");
        if (FewestFaces < 2 || MostFaces < FewestFaces || WantedFaces < 1)
            faults.Add($"at least 2 faces make a portrait, and no fewer may be aligned than make one, not {FewestFaces} of {MostFaces}");
        if (!(KeptShare is > 0 and <= 1))
            faults.Add(FormattableString.Invariant($"the kept share is above 0 and at most 1, not {KeptShare}"));
        if (Side is < 48 or > 1024)
            faults.Add($"the side is 48 to 1024 pixels, not {Side}");
        if (faults.Count > 0)
            throw new ArgumentException($"The portraits' options are out of range: {string.Join("; ", faults)}.");
    }
}
