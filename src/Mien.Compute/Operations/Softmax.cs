namespace Mien.Compute.Operations;

/// <summary>Softmax along an axis, or its logarithm. Input: x. Output: of x's type.</summary>
/// <param name="Axis">From 0, outermost first.</param>
/// <param name="Logarithm">Whether the logarithm is given.</param>
public sealed record Softmax(int Axis, bool Logarithm = false) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        Require(Axis >= 0 && Axis < inputs[0].Shape.Rank, inputs, $"there is no axis {Axis}");
        return [inputs[0]];
    }
}

/// <summary>The gradient of <see cref="Softmax"/>. Inputs: y, y's gradient. Output: x's gradient.</summary>
/// <param name="Axis">That of the forward operation.</param>
/// <param name="Logarithm">That of the forward operation.</param>
public sealed record SoftmaxGradient(int Axis, bool Logarithm = false) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 2);
        Require(inputs[0].Equals(inputs[1]), inputs, "output and gradient differ in type");
        return [inputs[0]];
    }
}
