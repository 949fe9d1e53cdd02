namespace Mien.Learning.Features;

/// <summary>What a picture is described by.</summary>
public enum FeatureKind
{
    /// <summary>Its pixels, 0 to 1.</summary>
    Pixels,

    /// <summary>Histograms of local binary patterns.</summary>
    Lbp,

    /// <summary>Histograms of oriented gradients.</summary>
    Hog,
}
