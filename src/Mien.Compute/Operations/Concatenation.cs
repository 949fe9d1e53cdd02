namespace Mien.Compute.Operations;

/// <summary>Joins tensors along an axis. Inputs: at least one, alike but along the axis. Output: all in order.</summary>
/// <param name="Axis">From 0, outermost first.</param>
public sealed record Concatenation(int Axis) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        Require(inputs.Count >= 1, inputs, "needs an input");
        var first = inputs[0].Shape;
        Require(Axis >= 0 && Axis < first.Rank, inputs, $"there is no axis {Axis}");
        foreach (var input in inputs)
        {
            Require(input.Element == inputs[0].Element && input.Shape.Rank == first.Rank, inputs, "the inputs differ in rank or element type");
            Require(input.Shape.With(Axis, first[Axis]).Equals(first), inputs, $"the inputs differ beside axis {Axis}");
        }
        return [new TensorType(inputs[0].Element, first.With(Axis, inputs.Sum(i => i.Shape[Axis])))];
    }
}

/// <summary>A part along one axis. Input: x. Output: x's elements from <paramref name="Start"/>.</summary>
/// <param name="Axis">From 0, outermost first.</param>
/// <param name="Start">The first element along the axis.</param>
/// <param name="Length">How many elements along the axis.</param>
public sealed record Slice(int Axis, int Start, int Length) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        var x = inputs[0].Shape;
        Require(Axis >= 0 && Axis < x.Rank, inputs, $"there is no axis {Axis}");
        Require(Start >= 0 && Length >= 1 && Start + Length <= x[Axis], inputs, $"elements {Start} to {Start + Length - 1} leave axis {Axis}");
        return [inputs[0] with { Shape = x.With(Axis, Length) }];
    }
}
