using Mien.Compute.Operations;

namespace Mien.Neural.Zoo;

/// <summary>A convolution of an Inception network with its batch norm and ReLU.</summary>
/// <param name="Name">The parameters' prefix after the block's.</param>
/// <param name="Outputs">Channels of the result.</param>
/// <param name="Height">Of the kernel.</param>
/// <param name="Width">Of the kernel.</param>
/// <param name="Stride">1, padded to keep the size; or 2, not padded.</param>
internal readonly record struct InceptionUnit(string Name, int Outputs, int Height, int Width, int Stride = 1)
{
    public static InceptionUnit Square(string name, int outputs, int kernel, int stride = 1) => new(name, outputs, kernel, kernel, stride);

    /// <summary>Whether nothing is padded although the stride is 1: two of the stem's convolutions.</summary>
    public bool IsValid { get; init; }

    public Window Window => Stride > 1 || IsValid
        ? new Window { Stride = Size2.Square(Stride) }
        : new Window { PadBegin = new Size2(Height / 2, Width / 2), PadEnd = new Size2(Height / 2, Width / 2) };
}
