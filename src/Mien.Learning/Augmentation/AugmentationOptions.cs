namespace Mien.Learning.Augmentation;

/// <summary>
/// How training pictures are varied. Each strength is the bound of a uniform distribution; 0 turns the step off. The defaults are all
/// off: a recipe turns them on.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Nothing is changed: for evaluation.</summary>
    public static AugmentationOptions None { get; } = new();

    /// <summary>The probability of a left-right mirror image, 0 to 1.</summary>
    public double Flip { get; init; }

    /// <summary>The largest shift on each axis, as a fraction of the side, 0 to 0.5.</summary>
    public double Shift { get; init; }

    /// <summary>The largest rotation to either side in degrees, 0 to 180.</summary>
    public double Rotation { get; init; }

    /// <summary>The largest change of size: 0.15 draws a factor from 0.85 to 1.15. 0 to 0.9.</summary>
    public double Scale { get; init; }

    /// <summary>The largest change of brightness, as a fraction of the full range, 0 to 1.</summary>
    public double Brightness { get; init; }

    /// <summary>The largest change of contrast around middle grey: 0.2 draws a factor from 0.8 to 1.2. 0 to 1.</summary>
    public double Contrast { get; init; }

    /// <summary>The probability that a rectangle is erased (Zhong et al., "Random Erasing Data Augmentation", 2017), 0 to 1.</summary>
    public double Erasing { get; init; }

    /// <summary>The smallest erased area as a fraction of the picture, above 0. Default 0.02.</summary>
    public double ErasingMinArea { get; init; } = 0.02;

    /// <summary>The largest erased area as a fraction of the picture, at most 0.9. Default 0.25.</summary>
    public double ErasingMaxArea { get; init; } = 0.25;

    /// <summary>What shows outside the edges of a moved picture. Default <see cref="BorderMode.Mean"/>.</summary>
    public BorderMode Border { get; init; }

    /// <summary>Whether any step can change the geometry.</summary>
    internal bool Moves => Flip > 0 || Shift > 0 || Rotation > 0 || Scale > 0;

    /// <summary>Everything that is out of range, a sentence each; empty where all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Check(faults, "flip", Flip, 0, 1);
        Check(faults, "shift", Shift, 0, 0.5);
        Check(faults, "rotation", Rotation, 0, 180);
        Check(faults, "scale", Scale, 0, 0.9);
        Check(faults, "brightness", Brightness, 0, 1);
        Check(faults, "contrast", Contrast, 0, 1);
        Check(faults, "erasing", Erasing, 0, 1);
        Check(faults, "erasing's smallest area", ErasingMinArea, 0.0001, 0.9);
        Check(faults, "erasing's largest area", ErasingMaxArea, 0.0001, 0.9);
        if (ErasingMinArea > ErasingMaxArea)
            faults.Add(FormattableString.Invariant($"augmentation: erasing's smallest area {ErasingMinArea} is above its largest {ErasingMaxArea}."));
        if (!Enum.IsDefined(Border))
            faults.Add(FormattableString.Invariant($"augmentation: border {(int)Border} is neither mean nor replicate."));
        return faults;
    }

    private static void Check(List<string> faults, string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            faults.Add(FormattableString.Invariant($"augmentation: {name} {value} is not from {low} to {high}."));
    }
}
