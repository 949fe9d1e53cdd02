namespace Mien.Learning.Recipes;

/// <summary>Random erasing (Zhong et al. 2020): a rectangle of the picture is overwritten.</summary>
public sealed record ErasingOptions
{
    /// <summary>How often a picture loses a rectangle.</summary>
    /// <value>0 to 1; 0 (never) by default.</value>
    public double Probability { get; private init; }

    /// <summary>The smallest rectangle, as a share of the picture's area.</summary>
    /// <value>0 to 1; 0.02 by default.</value>
    public double MinArea { get; private init; }

    /// <summary>The largest rectangle, as a share of the picture's area; at least the smallest.</summary>
    /// <value>0 to 1; 0.2 by default.</value>
    public double MaxArea { get; private init; }

    internal static ErasingOptions Read(SectionReader section)
    {
        var share = NumberRange.FromTo(0, 1);
        var options = new ErasingOptions
        {
            Probability = section.Number("probability", 0, share),
            MinArea = section.Number("minArea", 0.02, share),
            MaxArea = section.Number("maxArea", 0.2, share),
        };
        if (options.MaxArea < options.MinArea)
            section.Fault("maxArea", $"is {RecipeText.Of(options.MaxArea)}, less than 'minArea' ({RecipeText.Of(options.MinArea)})");
        section.Close();
        return options;
    }
}
