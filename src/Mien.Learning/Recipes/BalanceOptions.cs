namespace Mien.Learning.Recipes;

/// <summary>What is done about classes of unlike size. Options of another method than the named one are unknown keys.</summary>
public sealed record BalanceOptions
{
    /// <summary>The method.</summary>
    /// <value><see cref="BalanceMethod.None"/> by default.</value>
    public BalanceMethod Method { get; private init; }

    /// <summary>The nearest rows that <c>smote</c> mixes a row with.</summary>
    /// <value>1 to 1000; 6 by default.</value>
    public int Neighbours { get; private init; } = 6;

    /// <summary>The seed of <c>smote</c> and <c>generate</c>.</summary>
    /// <value>0 to 2147483647; 42 by default.</value>
    public int Seed { get; private init; } = 42;

    /// <summary>The class that <c>generate</c> fills up.</summary>
    /// <value><c>disgust</c> by default.</value>
    public string Class { get; private init; } = "";

    /// <summary>The class whose count <c>generate</c> reaches.</summary>
    /// <value><c>surprise</c> by default.</value>
    public string UpTo { get; private init; } = "";

    /// <summary>How <c>generate</c> moves pictures.</summary>
    /// <value><see cref="GenerationTransform.Affine"/> by default.</value>
    public GenerationTransform Transform { get; private init; }

    internal static BalanceOptions Read(SectionReader section, IReadOnlyList<OutputOptions> outputs)
    {
        var options = new BalanceOptions { Method = section.Choice("method", BalanceMethod.None) };
        if (options.Method == BalanceMethod.Smote)
            options = options with { Neighbours = section.Integer("neighbours", 6, 1, 1000) };
        if (options.Method == BalanceMethod.Generate)
        {
            options = options with
            {
                Class = section.Label("class", "disgust"),
                UpTo = section.Label("upTo", "surprise"),
                Transform = section.Choice("transform", GenerationTransform.Affine),
            };
            if (options.Class.Equals(options.UpTo, StringComparison.OrdinalIgnoreCase))
                section.Fault("upTo", $"is '{options.UpTo}', the class itself; name the class whose count it is to reach");
        }
        if (options.Method is BalanceMethod.Smote or BalanceMethod.Generate)
            options = options with { Seed = section.Integer("seed", 42, 0, int.MaxValue) };
        if (options.Method is not (BalanceMethod.None or BalanceMethod.ClassWeights) && outputs.Count > 0 && outputs.All(output => output.Target == TargetKind.Votes))
            section.Fault("method", "evens out labels, and every output learns from votes; give an output 'target: label'");
        section.Close();
        return options;
    }
}
