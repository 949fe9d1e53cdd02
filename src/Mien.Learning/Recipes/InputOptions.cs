using Mien.Learning.Augmentation;

namespace Mien.Learning.Recipes;

/// <summary>What the network sees: a square picture, (pixel / 255 − mean) / std.</summary>
public sealed record InputOptions
{
    /// <summary>The side in pixels.</summary>
    /// <value>16 to 1024; 48 by default.</value>
    public int Size { get; private init; }

    /// <summary>1 (grey) or 3 (colour).</summary>
    /// <value>1 by default.</value>
    public int Channels { get; private init; }

    /// <summary>What is subtracted after division by 255, one value for all channels.</summary>
    /// <value>0 to 1; 0.508 by default, the mean of FER2013's training rows.</value>
    public double Mean { get; private init; }

    /// <summary>What the difference is divided by.</summary>
    /// <value>0.001 to 1; 0.255 by default, that of FER2013's training rows.</value>
    public double Std { get; private init; }

    /// <summary>The same facts, as the augmenter takes them.</summary>
    public InputFormat ToFormat() => new(Channels, Size, Size, (float)Mean, (float)Std);

    internal static InputOptions Read(SectionReader section)
    {
        var options = new InputOptions
        {
            Size = section.Integer("size", 48, 16, 1024),
            Channels = section.Integer("channels", 1, 1, 3),
            Mean = section.Number("mean", 0.508, NumberRange.FromTo(0, 1)),
            Std = section.Number("std", 0.255, NumberRange.FromTo(0.001, 1)),
        };
        if (options.Channels == 2)
            section.Fault("channels", "is 2; it must be 1 (grey) or 3 (colour)");
        section.Close();
        return options;
    }
}
