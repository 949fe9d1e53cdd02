namespace Mien.Compute.Operations;

/// <summary>
/// Matrix product. Inputs: a M×K (K×M where <see cref="TransposeA"/>), b K×N (N×K where <see cref="TransposeB"/>), then a bias of N where
/// <see cref="HasBias"/>. Output: M×N. A fully connected layer is <c>x · weightᵀ + bias</c>; its gradients are two more products.
/// </summary>
public sealed record MatMul : Operation
{
    /// <summary>Whether a is given transposed.</summary>
    public bool TransposeA { get; init; }

    /// <summary>Whether b is given transposed.</summary>
    public bool TransposeB { get; init; }

    /// <summary>Whether a bias is added to each row.</summary>
    public bool HasBias { get; init; }

    /// <summary>Whether the product is given in f32 whatever the inputs are: gradients of weights are.</summary>
    public bool Float32Output { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, HasBias ? 3 : 2);
        RequireRank(inputs, 0, 2);
        RequireRank(inputs, 1, 2);
        var (a, b) = (inputs[0].Shape, inputs[1].Shape);
        var (m, k) = TransposeA ? (a[1], a[0]) : (a[0], a[1]);
        var (k2, n) = TransposeB ? (b[1], b[0]) : (b[0], b[1]);
        Require(k == k2, inputs, $"the inner sizes {k} and {k2} differ");
        Require(inputs[0].Element == inputs[1].Element, inputs, "the factors have different element types");
        if (HasBias)
            Require(inputs[2].Shape.Rank == 1 && inputs[2].Shape.Count == n, inputs, $"the bias must have {n} elements");
        return [new TensorType(Float32Output ? ElementType.Float32 : inputs[0].Element, new Shape(m, n))];
    }
}
