namespace Mien.Learning.Recipes;

/// <summary>Which network is built, and its sizes.</summary>
public sealed record NetworkOptions
{
    /// <summary>The network.</summary>
    /// <value><c>small</c> (default), <c>resnet18-48</c> or <c>b2</c>.</value>
    public string Name { get; private init; } = "";

    /// <summary>The share of values dropped in training: before the last layer, for <c>b2</c> after each stage.</summary>
    /// <value>0 to below 1; 0 by default, 0.1 for <c>b2</c>.</value>
    public double Dropout { get; private init; }

    /// <summary>The channels of the first convolution, for the residual networks.</summary>
    /// <value>1 to 1024; 32 for <c>small</c>, 64 for <c>resnet18-48</c>; 0 for <c>b2</c>, which has none.</value>
    public int Stem { get; private init; }

    /// <summary>The channels of each stage.</summary>
    /// <value>1 to 8 numbers from 1 to 4096; [64, 128, 256], [64, 128, 256, 512] and [32, 64, 128, 256] by default.</value>
    public IReadOnlyList<int> Widths { get; private init; } = [];

    /// <summary>The blocks (for <c>b2</c> the convolutions) of each stage; as many as widths.</summary>
    /// <value>1 to 8 numbers from 1 to 64; [2, 3, 2], [2, 2, 2, 2] and [2, 2, 2, 2] by default.</value>
    public IReadOnlyList<int> Blocks { get; private init; } = [];

    internal static NetworkOptions Read(SectionReader section)
    {
        var name = section.Choice("name", "small", "small", "resnet18-48", "b2");
        var (dropout, stem, widths, blocks) = Defaults(name);
        var options = new NetworkOptions
        {
            Name = name,
            Dropout = section.Number("dropout", dropout, NumberRange.FromBelow(0, 1)),
            Stem = stem == 0 ? 0 : section.Integer("stem", stem, 1, 1024),
            Widths = section.Integers("widths", widths, 1, 4096, 1, 8),
            Blocks = section.Integers("blocks", blocks, 1, 64, 1, 8),
        };
        if (options.Widths.Count != options.Blocks.Count)
            section.Fault("blocks", $"has {options.Blocks.Count} stages and 'widths' {options.Widths.Count}; give one number a stage to both");
        section.Close();
        return options;
    }

    private static (double Dropout, int Stem, int[] Widths, int[] Blocks) Defaults(string name) => name switch
    {
        "resnet18-48" => (0, 64, [64, 128, 256, 512], [2, 2, 2, 2]),
        "b2" => (0.1, 0, [32, 64, 128, 256], [2, 2, 2, 2]),
        _ => (0, 32, [64, 128, 256], [2, 3, 2]),
    };
}
