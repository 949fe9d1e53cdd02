using Mien.Learning.Features;

namespace Mien.Learning.Recipes;

/// <summary>Reads how a method describes pictures.</summary>
internal static class FeatureSection
{
    public static FeatureOptions Read(SectionReader section, MethodKind method, InputOptions input)
    {
        var kind = section.Choice("name", FeatureKind.Pixels);
        var options = new FeatureOptions { Kind = kind, Sequence = ReadSequence(section, method) };
        if (options.Sequence != FeatureSequence.None && kind != FeatureKind.Pixels)
            section.Fault("name", "must be pixels for 'hmm', which follows them column by column or row by row");
        options = kind switch
        {
            FeatureKind.Lbp => options with { Lbp = ReadLbp(section) },
            FeatureKind.Hog => options with { Hog = ReadHog(section, input) },
            _ => options,
        };
        options = options with
        {
            Standardize = section.Flag("standardize", method == MethodKind.LinearSvm),
            Pca = section.NumberOrNone("pca", null, NumberRange.FromTo(1, FeatureOptions.MostComponents)) is { } count ? (int)count : null,
            Whiten = section.Flag("whiten", false),
        };
        if (options is { Whiten: true, Pca: null })
            section.Fault("whiten", "needs components; write 'pca: 64', or leave it out");
        section.Close();
        return options;
    }

    private static FeatureSequence ReadSequence(SectionReader section, MethodKind method) => method != MethodKind.Hmm
        ? FeatureSequence.None
        : section.Choice("sequence", "columns", "columns", "rows") == "columns" ? FeatureSequence.Columns : FeatureSequence.Rows;

    private static LbpOptions ReadLbp(SectionReader section)
    {
        var options = new LbpOptions
        {
            Compare = section.Choice("compare", "notDarker", "darker", "notDarker") == "darker" ? LbpComparison.Darker : LbpComparison.NotDarker,
            Sampling = section.Choice("sampling", LbpSampling.Square),
            Patterns = section.Choice("patterns", LbpPatterns.Uniform),
            Points = section.Integer("points", 8, 4, 16),
            Radius = section.Integer("radius", 1, 1, 8),
            Grid = section.Integer("grid", 6, 1, 16),
        };
        if (options is { Sampling: LbpSampling.Square, Points: not 8 })
            section.Fault("points", $"is {options.Points}; a square has 8 neighbours: write 'sampling: circle' for another number");
        if (options is { Patterns: LbpPatterns.All, Points: > 10 })
            section.Fault("points", $"is {options.Points}, which gives {options.Bins} patterns a cell; write 'patterns: uniform'");
        return options;
    }

    private static HogOptions ReadHog(SectionReader section, InputOptions input)
    {
        var options = new HogOptions
        {
            Orientations = section.Integer("orientations", 9, 2, 36),
            Cell = section.Integer("cell", 8, 2, 64),
            Block = section.Integer("block", 2, 1, 8),
        };
        if (options.Cell * options.Block > input.Size)
            section.Fault("block", $"is {options.Block} cells of {options.Cell} pixels, larger than a picture of {input.Size} pixels");
        return options;
    }
}
