namespace Mien.Compute.Operations;

/// <summary>What a pooling window gives.</summary>
public enum PoolingKind
{
    /// <summary>Its largest element; padding never wins.</summary>
    Max,

    /// <summary>Its mean over all positions, padding counted as zeros (ONNX <c>count_include_pad</c> = 1).</summary>
    AverageCountingPadding,

    /// <summary>Its mean over the positions inside the picture.</summary>
    Average,
}

/// <summary>
/// Pooling over windows. Input: N×C×H×W. Output: N×C×H'×W'; max pooling in training gives a second one, the places of the maxima, which only
/// <see cref="PoolingGradient"/> reads.
/// </summary>
/// <param name="Kind">Maximum or mean.</param>
/// <param name="Kernel">The window; 0×0 stands for the whole picture (global pooling).</param>
/// <param name="Window">Stride and padding; pooling is not dilated.</param>
/// <param name="Training">Whether the places of maxima are kept.</param>
public sealed record Pooling(PoolingKind Kind, Size2 Kernel, Window Window, bool Training = false) : Operation
{
    /// <summary>The window's size on a given picture.</summary>
    /// <param name="input">N×C×H×W.</param>
    public Size2 KernelOn(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Kernel == default ? new Size2(input[2], input[3]) : Kernel;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        RequireRank(inputs, 0, 4);
        var x = inputs[0].Shape;
        var kernel = KernelOn(x);
        Require(Window.IsValid && Window.Dilation == new Size2(1, 1), inputs, $"strides must be 1 to {Window.Largest}, paddings 0 to {Window.Largest}, dilation 1");
        Require(IsSmaller(Window.PadBegin, kernel) && IsSmaller(Window.PadEnd, kernel), inputs, "the padding must be smaller than the window");
        var size = Window.OutputSize(new Size2(x[2], x[3]), kernel);
        Require(size is { Height: >= 1, Width: >= 1 }, inputs, $"the window {kernel.Height}×{kernel.Width} is larger than the padded input");
        var output = new TensorType(inputs[0].Element, new Shape(x[0], x[1], size.Height, size.Width));
        return Kind == PoolingKind.Max && Training ? [output, new TensorType(ElementType.UInt8, output.Shape)] : [output];
    }

    private static bool IsSmaller(Size2 padding, Size2 kernel) => padding.Height < kernel.Height && padding.Width < kernel.Width;
}

/// <summary>The gradient of <see cref="Pooling"/>. Inputs: the output's gradient, then the places of the maxima for max pooling. Output: of <paramref name="InputShape"/>.</summary>
/// <param name="Kind">That of the pooling.</param>
/// <param name="Kernel">That of the pooling.</param>
/// <param name="Window">That of the pooling.</param>
/// <param name="InputShape">N×C×H×W of the pooling's input.</param>
public sealed record PoolingGradient(PoolingKind Kind, Size2 Kernel, Window Window, Shape InputShape) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, Kind == PoolingKind.Max ? 2 : 1);
        var forward = new Pooling(Kind, Kernel, Window).Infer([new TensorType(inputs[0].Element, InputShape)]);
        Require(inputs[0].Shape.Equals(forward[0].Shape), inputs, $"the gradient must have the output's shape {forward[0].Shape}");
        return [new TensorType(inputs[0].Element, InputShape)];
    }
}
