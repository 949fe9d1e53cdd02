namespace Mien.Learning.Augmentation;

/// <summary>What a moved picture shows outside its edges.</summary>
public enum BorderMode
{
    /// <summary>The mean grey, which is zero after normalisation: the common choice for faces, and the one that hides nothing of how far the picture moved.</summary>
    Mean,

    /// <summary>The nearest pixel of the edge, repeated.</summary>
    Replicate,
}
