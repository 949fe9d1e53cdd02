namespace Mien.Learning.Optimizers;

/// <summary>What a parameter is to its network, which decides whether weight decay applies to it.</summary>
public enum ParameterKind
{
    /// <summary>The weight of a convolution or a linear layer: decays.</summary>
    Weight,

    /// <summary>A bias: decays only when asked for.</summary>
    Bias,

    /// <summary>The scale or shift of a normalisation: decays only when asked for.</summary>
    Normalization,
}
