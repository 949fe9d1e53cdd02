namespace Mien.Compute.Operations;

/// <summary>How a resized picture's elements are made. Centres of elements lie at halves, as in ONNX's <c>half_pixel</c>.</summary>
public enum ResizeKind
{
    /// <summary>Element i is the old element ⌊(i + ½) · old / new⌋: PyTorch's <c>nearest-exact</c>.</summary>
    Nearest,

    /// <summary>Linear between the two nearest centres each way, the border's elements beyond it; nothing is smoothed where pictures shrink.</summary>
    Linear,
}

/// <summary>Another size of pictures. Input: x N×C×H×W. Output: N×C×H'×W', of x's element type.</summary>
/// <param name="Kind">How elements are made.</param>
/// <param name="Size">The new height and width, at least 1.</param>
public sealed record Resize(ResizeKind Kind, Size2 Size) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        RequireRank(inputs, 0, 4);
        Require(Size is { Height: >= 1, Width: >= 1 }, inputs, "the new size must be at least 1×1");
        var x = inputs[0].Shape;
        Require(x[0] * (long)x[1] * Size.Height * Size.Width <= int.MaxValue, inputs, $"the new size {Size.Height}×{Size.Width} is too large");
        return [inputs[0] with { Shape = new Shape(x[0], x[1], Size.Height, Size.Width) }];
    }
}

/// <summary>The gradient of <see cref="Resize"/>. Input: the output's gradient. Output: of <paramref name="InputShape"/>.</summary>
/// <param name="Kind">That of the forward operation.</param>
/// <param name="InputShape">N×C×H×W of the forward operation's input.</param>
public sealed record ResizeGradient(ResizeKind Kind, Shape InputShape) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        RequireRank(inputs, 0, 4);
        var dy = inputs[0].Shape;
        Require(InputShape.Rank == 4 && dy[0] == InputShape[0] && dy[1] == InputShape[1], inputs, $"the gradient does not fit the input's shape {InputShape}");
        return [inputs[0] with { Shape = InputShape }];
    }
}
