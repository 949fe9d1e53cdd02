using Mien.Learning.Classical;
using Mien.Learning.Features;

namespace Mien.Learning.Recipes;

/// <summary>A classical method in place of a network: what pictures are described by, and which classifier learns from that.</summary>
public sealed record MethodOptions
{
    /// <summary>The method.</summary>
    /// <value><c>random-forest</c>, <c>linear-svm</c>, <c>knn</c> or <c>hmm</c>; must be given.</value>
    public MethodKind Name { get; private init; }

    /// <summary>
    /// The features. <c>name</c>: <c>pixels</c> (by default), <c>lbp</c> with <c>compare</c>, <c>sampling</c>, <c>patterns</c>, <c>points</c>, <c>radius</c>,
    /// <c>grid</c>, or <c>hog</c> with <c>orientations</c>, <c>cell</c>, <c>block</c>; <c>standardize</c> (true by default for <c>linear-svm</c>);
    /// <c>pca</c> (components, or none) with <c>whiten</c>; for <c>hmm</c> also <c>sequence</c>: <c>columns</c> or <c>rows</c>.
    /// </summary>
    public FeatureOptions Features { get; private init; } = new();

    /// <summary>Whether a temperature is fitted on the rows that choose (Guo et al. 2017); otherwise the shares or the posterior stay as they are.</summary>
    /// <value><c>calibration: temperature</c> or <c>none</c>; a temperature by default for <c>linear-svm</c> and <c>hmm</c>.</value>
    public bool IsCalibrated { get; private init; }

    /// <summary>For <c>random-forest</c>: <c>trees</c>, <c>depth</c> (or none), <c>minimumRows</c>, <c>tried</c>.</summary>
    public ForestOptions Forest { get; private init; } = new();

    /// <summary>For <c>linear-svm</c>: <c>c</c>, <c>loss</c> (<c>squared-hinge</c> or <c>hinge</c>), <c>tolerance</c>, <c>passes</c>.</summary>
    public SvmOptions Svm { get; private init; } = new();

    /// <summary>For <c>knn</c>: <c>neighbours</c>, <c>weights</c> (<c>uniform</c> or <c>distance</c>).</summary>
    public NeighbourOptions Knn { get; private init; } = new();

    /// <summary>For <c>hmm</c>: <c>states</c>, <c>rounds</c>, <c>tolerance</c>.</summary>
    public HmmOptions Hmm { get; private init; } = new();

    internal static MethodOptions Read(SectionReader section, InputOptions input)
    {
        if (!section.Has("name"))
            section.Fault("name", "is missing; write 'name: random-forest', 'linear-svm', 'knn' or 'hmm'");
        if (input.Channels != 1)
            section.Fault("name", $"sees grey pictures, and 'input.channels' is {input.Channels}; write 'input: {{ channels: 1 }}'");
        var kind = section.Choice("name", MethodKind.RandomForest);
        var options = new MethodOptions
        {
            Name = kind,
            Forest = kind == MethodKind.RandomForest ? ReadForest(section) : new(),
            Svm = kind == MethodKind.LinearSvm ? ReadSvm(section) : new(),
            Knn = kind == MethodKind.Knn ? ReadKnn(section) : new(),
            Hmm = kind == MethodKind.Hmm ? ReadHmm(section, input) : new(),
            Features = FeatureSection.Read(section.Section("features"), kind, input),
            IsCalibrated = section.Choice("calibration", kind is MethodKind.LinearSvm or MethodKind.Hmm ? "temperature" : "none", "temperature", "none") == "temperature",
        };
        section.Close();
        return options;
    }

    /// <summary>Reports what the rest of the recipe asks for and no method can do.</summary>
    internal static void Check(SectionReader recipe, IReadOnlyList<OutputOptions> outputs, BalanceOptions balance)
    {
        if (outputs.Count > 1)
            recipe.Fault("outputs", $"lists {outputs.Count}; a method has one");
        if (balance.Method is BalanceMethod.ClassWeights or BalanceMethod.WeightedSampling)
            recipe.Fault("balance", "asks for weights, which a method has none of; write 'method: smote' or 'method: generate', or leave it out");
    }

    private static ForestOptions ReadForest(SectionReader section) => new()
    {
        Trees = section.Integer("trees", 300, 1, 2000),
        Depth = section.NumberOrNone("depth", null, NumberRange.FromTo(1, 64)) is { } depth ? (int)depth : null,
        MinimumRows = section.Integer("minimumRows", 2, 2, 1000),
        Tried = section.Integer("tried", 0, 0, 65_536),
    };

    private static SvmOptions ReadSvm(SectionReader section) => new()
    {
        C = section.Number("c", 1, NumberRange.AboveTo(0, 1e6)),
        SquaredHinge = section.Choice("loss", "squared-hinge", "squared-hinge", "hinge") == "squared-hinge",
        Tolerance = section.Number("tolerance", 0.01, NumberRange.AboveTo(0, 1)),
        Passes = section.Integer("passes", 1000, 1, 1_000_000),
    };

    private static NeighbourOptions ReadKnn(SectionReader section) => new()
    {
        Neighbours = section.Integer("neighbours", 15, 1, 1000),
        ByDistance = section.Choice("weights", "uniform", "uniform", "distance") == "distance",
    };

    private static HmmOptions ReadHmm(SectionReader section, InputOptions input)
    {
        var options = new HmmOptions
        {
            States = section.Integer("states", 10, 1, 64),
            Rounds = section.Integer("rounds", 30, 1, 1000),
            Tolerance = section.Number("tolerance", 1e-4, NumberRange.FromTo(0, 1)),
        };
        if (options.States > input.Size)
            section.Fault("states", $"is {options.States}, more than the {input.Size} rows or columns of a picture; lower it, or raise 'input.size'");
        return options;
    }
}
