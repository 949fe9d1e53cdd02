using Mien.Compute.Operations;

namespace Mien.Compute.OneDnn.Kernels;

/// <summary>The sizes of a depthwise convolution, and what its weight gradient needs of memory; lengths are in vectors.</summary>
internal sealed class DepthwiseShape
{
    /// <summary>Reads them off the operation.</summary>
    /// <param name="operation">The gradient.</param>
    /// <param name="x">N×C×H×W.</param>
    /// <param name="dy">N×C×H'×W'.</param>
    public DepthwiseShape(ConvolutionWeightGradient operation, Shape x, Shape dy)
    {
        (Pictures, Channels, Input, Output) = (x[0], x[1], new Size2(x[2], x[3]), new Size2(dy[2], dy[3]));
        Kernel = new Size2(operation.WeightShape[2], operation.WeightShape[3]);
        (Stride, Dilation, Padding) = (operation.Window.Stride, operation.Window.Dilation, operation.Window.PadBegin);
        Reach = ((Kernel.Height - 1) * Dilation.Height) + 1;
        var seen = ((Output.Width - 1) * Stride.Width) + ((Kernel.Width - 1) * Dilation.Width) + 1;
        RowLength = Math.Max(seen, Padding.Width + Input.Width);
        Cost = (long)Pictures * Channels * Output.Height * Output.Width * Kernel.Height * Kernel.Width / 8;
    }

    public int Pictures { get; }

    public int Channels { get; }

    public Size2 Input { get; }

    public Size2 Output { get; }

    public Size2 Kernel { get; }

    public Size2 Stride { get; }

    public Size2 Dilation { get; }

    public Size2 Padding { get; }

    /// <summary>Rows of x between the first and the last tap.</summary>
    public int Reach { get; }

    /// <summary>A row of x with its padding.</summary>
    public int RowLength { get; }

    /// <summary>As many rows of x as the taps of one output reach over.</summary>
    public long RingLength => (long)Reach * RowLength;

    /// <summary>One sum a tap, and one for the bias.</summary>
    public int Sums => (Kernel.Height * Kernel.Width) + 1;

    /// <summary>The ring, a row of the gradient, the sums of a picture and of all.</summary>
    public long ScratchLength => RingLength + Output.Width + (2L * Sums);

    /// <summary>Roughly the operations on elements.</summary>
    public long Cost { get; }

    /// <summary>The row of x that the first tap of an output's row sees; it may lie in the padding.</summary>
    /// <param name="row">Row of the output.</param>
    public int FirstRow(int row) => (row * Stride.Height) - Padding.Height;
}
