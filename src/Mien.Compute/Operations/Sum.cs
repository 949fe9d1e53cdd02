namespace Mien.Compute.Operations;

/// <summary>The sum over axes, which stay as dimensions of 1. Input: x. Output: f32 where <see cref="Float32Output"/>, else of x's element type.</summary>
/// <param name="Target">The result's shape: x's, with 1 for each summed axis.</param>
public sealed record Sum(Shape Target) : Operation
{
    /// <summary>Whether the sum is given in f32 whatever the input is: gradients of parameters are.</summary>
    public bool Float32Output { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        var x = inputs[0].Shape;
        Require(x.Rank == Target.Rank, inputs, $"the target {Target} has another rank");
        for (var d = 0; d < x.Rank; d++)
            Require(Target[d] == x[d] || Target[d] == 1, inputs, $"dimension {d} of the target {Target} must be {x[d]} or 1");
        return [new TensorType(Float32Output ? ElementType.Float32 : inputs[0].Element, Target)];
    }
}
