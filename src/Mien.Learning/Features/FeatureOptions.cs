namespace Mien.Learning.Features;

/// <summary>How a picture becomes numbers: description, then standardisation, then principal components.</summary>
public sealed record FeatureOptions
{
    /// <summary>The most components of <see cref="Pca"/>.</summary>
    internal const int MostComponents = 1024;

    /// <summary>What a picture is described by. Default <see cref="FeatureKind.Pixels"/>.</summary>
    public FeatureKind Kind { get; init; }

    /// <summary>Whether it is a sequence, which needs pixels. Default <see cref="FeatureSequence.None"/>.</summary>
    public FeatureSequence Sequence { get; init; }

    /// <summary>For <see cref="FeatureKind.Lbp"/>.</summary>
    public LbpOptions Lbp { get; init; } = new();

    /// <summary>For <see cref="FeatureKind.Hog"/>.</summary>
    public HogOptions Hog { get; init; } = new();

    /// <summary>Whether each feature gets mean 0 and deviation 1 over the training rows. Default false.</summary>
    public bool Standardize { get; init; }

    /// <summary>The principal components that are kept, 1 to 1024; null for no projection. Default null.</summary>
    public int? Pca { get; init; }

    /// <summary>Whether each component is divided by its deviation. Default false.</summary>
    public bool Whiten { get; init; }

    /// <summary>What is out of range, for options read from a file; null where nothing is.</summary>
    internal string? Fault() => this switch
    {
        { Kind: not (FeatureKind.Pixels or FeatureKind.Lbp or FeatureKind.Hog) } => "the kind of features is unknown",
        { Sequence: not (FeatureSequence.None or FeatureSequence.Columns or FeatureSequence.Rows) } => "the kind of sequence is unknown",
        { Sequence: not FeatureSequence.None, Kind: not FeatureKind.Pixels } => "only pixels are sequences",
        { Pca: < 1 or > MostComponents } => "the number of principal components is out of range",
        { Lbp: null } or { Hog: null } => "the features have no options",
        { Lbp: { Points: < 4 or > 16 } or { Radius: < 1 or > 8 } or { Grid: < 1 or > 16 } } => "an option of the local binary patterns is out of range",
        { Lbp: { Sampling: LbpSampling.Square, Points: not 8 } } => "a square has 8 neighbours",
        { Hog: { Orientations: < 2 or > 36 } or { Cell: < 2 or > 64 } or { Block: < 1 or > 8 } } => "an option of the gradients is out of range",
        _ => null,
    };
}
