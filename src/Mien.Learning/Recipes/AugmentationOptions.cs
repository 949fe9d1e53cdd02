namespace Mien.Learning.Recipes;

/// <summary>How training pictures are varied. What a recipe does not name does not happen.</summary>
public sealed record AugmentationOptions
{
    /// <summary>How often a picture is mirrored.</summary>
    /// <value>0 to 1; 0 by default.</value>
    public double Flip { get; private init; }

    /// <summary>The largest shift along each axis, as a share of the side, evenly from −shift to shift.</summary>
    /// <value>0 to 0.5; 0 by default.</value>
    public double Shift { get; private init; }

    /// <summary>The largest rotation in degrees, evenly from −rotation to rotation.</summary>
    /// <value>0 to 180; 0 by default.</value>
    public double Rotation { get; private init; }

    /// <summary>The largest change of size, evenly from 1 − scale to 1 + scale.</summary>
    /// <value>0 to 0.9; 0 by default.</value>
    public double Scale { get; private init; }

    /// <summary>The largest change of brightness, as a share of the full range.</summary>
    /// <value>0 to 1; 0 by default.</value>
    public double Brightness { get; private init; }

    /// <summary>The largest change of contrast, evenly from 1 − contrast to 1 + contrast.</summary>
    /// <value>0 to 1; 0 by default.</value>
    public double Contrast { get; private init; }

    /// <summary>Random erasing.</summary>
    public ErasingOptions Erasing { get; private init; } = new();

    /// <summary>What lies outside the picture.</summary>
    /// <value><see cref="BorderMode.Zero"/> by default.</value>
    public BorderMode Border { get; private init; }

    internal static AugmentationOptions Read(SectionReader section)
    {
        var share = NumberRange.FromTo(0, 1);
        var options = new AugmentationOptions
        {
            Flip = section.Number("flip", 0, share),
            Shift = section.Number("shift", 0, NumberRange.FromTo(0, 0.5)),
            Rotation = section.Number("rotation", 0, NumberRange.FromTo(0, 180)),
            Scale = section.Number("scale", 0, NumberRange.FromTo(0, 0.9)),
            Brightness = section.Number("brightness", 0, share),
            Contrast = section.Number("contrast", 0, share),
            Erasing = ErasingOptions.Read(section.Section("erasing")),
            Border = section.Choice("border", BorderMode.Zero),
        };
        section.Close();
        return options;
    }
}
