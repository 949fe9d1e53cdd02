using Mien.Learning.Augmentation;

namespace Mien.Learning.Recipes;

/// <summary>
/// Reads how training pictures are varied; what a recipe does not name does not happen. <c>border: zero</c> means zero after normalisation.
/// </summary>
internal static class AugmentationSection
{
    public static AugmentationOptions Read(SectionReader section)
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
        };
        options = options with
        {
            Shear = section.Number("shear", 0, NumberRange.FromTo(0, 45)),
            Corners = section.Number("corners", 0, NumberRange.FromTo(0, 0.4)),
            Gamma = section.Number("gamma", 0, NumberRange.FromTo(0, 2)),
            Noise = section.Number("noise", 0, NumberRange.FromTo(0, 0.5)),
            Blur = section.Number("blur", 0, NumberRange.FromTo(0, 5)),
            Mixup = section.Number("mixup", 0, NumberRange.FromTo(0, 2)),
            Cutmix = section.Number("cutmix", 0, NumberRange.FromTo(0, 2)),
        };
        options = ReadErasing(section.Section("erasing"), options) with
        {
            Border = section.Choice("border", "zero", "zero", "replicate") == "zero" ? BorderMode.Mean : BorderMode.Replicate,
        };
        section.Close();
        return options;
    }

    private static AugmentationOptions ReadErasing(SectionReader section, AugmentationOptions options)
    {
        var area = NumberRange.FromTo(0.0001, 0.9);
        options = options with
        {
            Erasing = section.Number("probability", 0, NumberRange.FromTo(0, 1)),
            ErasingMinArea = section.Number("minArea", options.ErasingMinArea, area),
            ErasingMaxArea = section.Number("maxArea", options.ErasingMaxArea, area),
        };
        if (options.ErasingMaxArea < options.ErasingMinArea)
            section.Fault("maxArea", $"is {RecipeText.Of(options.ErasingMaxArea)}, less than 'minArea' ({RecipeText.Of(options.ErasingMinArea)})");
        section.Close();
        return options;
    }
}
