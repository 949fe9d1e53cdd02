namespace Mien.Compute.Operations;

/// <summary>
/// A border of one value around pictures. Input: x N×C×H×W. Output: N×C×H'×W', of x's element type. Convolution and pooling pad by themselves, see
/// <see cref="Window"/>; its gradient is a <see cref="Slice"/> each way.
/// </summary>
/// <param name="Begin">Rows above and columns left, at least 0.</param>
/// <param name="End">Rows below and columns right, at least 0.</param>
/// <param name="Value">What the border is filled with.</param>
public sealed record Padding(Size2 Begin, Size2 End, float Value = 0) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        RequireRank(inputs, 0, 4);
        Require(Begin is { Height: >= 0, Width: >= 0 } && End is { Height: >= 0, Width: >= 0 }, inputs, "paddings must be at least 0");
        var x = inputs[0].Shape;
        var (height, width) = ((long)x[2] + Begin.Height + End.Height, (long)x[3] + Begin.Width + End.Width);
        Require(x[0] * (long)x[1] * height * width <= int.MaxValue, inputs, $"the padded picture {height}×{width} is too large");
        return [inputs[0] with { Shape = new Shape(x[0], x[1], (int)height, (int)width) }];
    }
}
