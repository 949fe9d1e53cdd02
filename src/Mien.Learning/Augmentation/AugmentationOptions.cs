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

    /// <summary>The largest shear to either side in degrees: upright lines lean by as much. 0 to 45.</summary>
    public double Shear { get; init; }

    /// <summary>The largest move of each corner on each axis, as a fraction of the side: a change of perspective. 0 to 0.4.</summary>
    public double Corners { get; init; }

    /// <summary>The largest gamma, as the natural logarithm of the exponent: 0.3 draws from e^−0.3 to e^0.3. 0 to 2.</summary>
    public double Gamma { get; init; }

    /// <summary>The largest standard deviation of added noise, as a fraction of the full range, 0 to 0.5. Each value's noise is nearly normal.</summary>
    public double Noise { get; init; }

    /// <summary>The largest standard deviation of a Gaussian blur in pixels of the input, 0 to 5.</summary>
    public double Blur { get; init; }

    /// <summary>
    /// The α of the Beta distribution by which a picture and its target are mixed with another's (Zhang, Cisse, Dauphin, Lopez-Paz, "mixup: Beyond Empirical Risk
    /// Minimization", 2018), 0 to 2; 0 turns it off.
    /// </summary>
    public double Mixup { get; init; }

    /// <summary>
    /// The α of the Beta distribution of the share that a rectangle out of another picture leaves of one (Yun et al., "CutMix", 2019), 0 to 2; 0 turns it off.
    /// With <see cref="Mixup"/> too, each picture draws one of the two.
    /// </summary>
    public double Cutmix { get; init; }

    /// <summary>What shows outside the edges of a moved picture. Default <see cref="BorderMode.Mean"/>.</summary>
    public BorderMode Border { get; init; }

    /// <summary>Whether any step can change the geometry.</summary>
    internal bool Moves => Flip > 0 || Shift > 0 || Rotation > 0 || Scale > 0 || Shear > 0 || Corners > 0;

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
        Check(faults, "shear", Shear, 0, 45);
        Check(faults, "corners", Corners, 0, 0.4);
        Check(faults, "gamma", Gamma, 0, 2);
        Check(faults, "noise", Noise, 0, 0.5);
        Check(faults, "blur", Blur, 0, 5);
        Check(faults, "mixup", Mixup, 0, 2);
        Check(faults, "cutmix", Cutmix, 0, 2);
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
