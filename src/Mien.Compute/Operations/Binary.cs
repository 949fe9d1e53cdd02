namespace Mien.Compute.Operations;

/// <summary>What is done with two numbers.</summary>
public enum BinaryKind
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a · b.</summary>
    Multiply,
}

/// <summary>
/// Element by element arithmetic, and ReLU after it where <paramref name="FuseRelu"/>. Inputs: a; b of a's rank, whose dimensions are a's or 1
/// (broadcast). Output: of a's type.
/// </summary>
/// <param name="Kind">Sum or product.</param>
/// <param name="FuseRelu">Whether the result is cut off at zero.</param>
public sealed record Binary(BinaryKind Kind, bool FuseRelu = false) : Operation
{
    /// <inheritdoc/>
    public override string Name => Kind.ToString();

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 2);
        var (a, b) = (inputs[0].Shape, inputs[1].Shape);
        Require(a.Rank == b.Rank, inputs, "the inputs differ in rank");
        Require(inputs[0].Element == inputs[1].Element, inputs, "the inputs have different element types");
        for (var d = 0; d < a.Rank; d++)
            Require(b[d] == a[d] || b[d] == 1, inputs, $"dimension {d} of input 1 must be {a[d]} or 1");
        return [inputs[0]];
    }
}
