namespace Mien.Neural.Zoo;

/// <summary>How the weights of convolutions start. Fully connected layers and biases always start as in PyTorch.</summary>
public enum Initialization
{
    /// <summary>Normal with variance 2 / (output channels · kernel area), the form that residual networks use (He 2015).</summary>
    HeNormal,

    /// <summary>PyTorch's default: uniform in ±1/√(input channels · kernel area).</summary>
    PyTorch,
}
