using Mien.Compute;

namespace Mien.Faces.YuNet;

/// <summary>How a <see cref="YuNetDetector"/> searches.</summary>
public sealed record YuNetDetectorOptions
{
    /// <summary>The least score of a face, above 0 to 1; 0.6 by default.</summary>
    public double ScoreThreshold { get; init; } = 0.6;

    /// <summary>Of two boxes that overlap by more than this (intersection over union, 0 to 1) the better one stays; 0.3 by default.</summary>
    public double NmsThreshold { get; init; } = 0.3;

    /// <summary>
    /// The smallest face in pixels of the picture, √(width · height), 0 or more. The smaller, the larger the picture that is searched, and the time. Default 0: it
    /// follows from the picture, 12 pixels up to 1280 pixels along the longer side and in proportion beyond.
    /// </summary>
    public int MinFace { get; init; }

    /// <summary>
    /// The most pixels of a picture that go through the network at all scales together, 65,536 to 2²⁸; 4,194,304 by default. Where <see cref="MinFace"/> needs more,
    /// the picture is searched at a smaller scale.
    /// </summary>
    public int MostPixels { get; init; } = 1 << 22;

    /// <summary>Threads that work on one picture, 0 to 256; 0, the default, for one a processor; one where there are several <see cref="Workers"/>.</summary>
    public int Threads { get; init; }

    /// <summary>How many pictures are searched at once, 1 to 256; further callers wait. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The type of activations and weights inside: f32 (the default) or bf16, which runs as f32 where the processor has none.</summary>
    public ElementType Precision { get; init; }

    /// <summary>Whose kernels; null, the default, for oneDNN where it is found, else the managed ones.</summary>
    public IBackend? Backend { get; init; }

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names every one that is.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (!(ScoreThreshold is > 0 and <= 1))
            faults.Add(FormattableString.Invariant($"the least score is above 0 and at most 1, not {ScoreThreshold}"));
        if (!(NmsThreshold is >= 0 and <= 1))
            faults.Add(FormattableString.Invariant($"the overlap is 0 to 1, not {NmsThreshold}"));
        if (MinFace < 0)
            faults.Add($"the smallest face is 0 (it follows from the picture) or more, not {MinFace}");
        if (MostPixels is < 1 << 16 or > 1 << 28)
            faults.Add($"the most pixels are {1 << 16} to {1 << 28}, not {MostPixels}");
        if (Threads is < 0 or > 256)
            faults.Add($"the threads are 0 (one a processor) to 256, not {Threads}");
        if (Workers is < 1 or > 256)
            faults.Add($"the workers are 1 to 256, not {Workers}");
        if (Precision is not (ElementType.Float32 or ElementType.BFloat16))
            faults.Add($"the precision is f32 or bf16, not {Precision}");
        if (faults.Count > 0)
            throw new ArgumentException($"The detector's options are out of range: {string.Join("; ", faults)}.");
    }
}
