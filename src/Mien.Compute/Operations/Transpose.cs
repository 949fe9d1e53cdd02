using System.Collections.Immutable;

namespace Mien.Compute.Operations;

/// <summary>
/// The dimensions of each sample in another order, the batch in front. Input: x N×…. Output: of x's element type; (0, 2, 3, 1) makes N×H×W×C of N×C×H×W.
/// Its gradient is the transposition back.
/// </summary>
public sealed record Transpose : Operation
{
    /// <summary>Describes the transposition.</summary>
    /// <param name="order">For each dimension of the result, the dimension of x that it is; the first is 0, the batch.</param>
    public Transpose(params ReadOnlySpan<int> order) => Order = ImmutableArray.Create(order);

    /// <summary>For each dimension of the result, the dimension of x that it is.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>The transposition that undoes this one.</summary>
    public Transpose Inverse()
    {
        var back = new int[Order.Length];
        for (var i = 0; i < back.Length; i++)
            back[Order[i]] = i;
        return new Transpose(back);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        var x = inputs[0].Shape;
        var isOrder = Order.Length == x.Rank && Order.Order().SequenceEqual(Enumerable.Range(0, x.Rank));
        Require(isOrder && x.Rank >= 1 && Order[0] == 0, inputs, $"({string.Join(", ", Order)}) is no order of {x.Rank} dimensions with the batch in front");
        var result = new int[x.Rank];
        for (var i = 0; i < result.Length; i++)
            result[i] = x[Order[i]];
        return [inputs[0] with { Shape = new Shape(result) }];
    }

    /// <inheritdoc/>
    public bool Equals(Transpose? other) => other is not null && Order.AsSpan().SequenceEqual(other.Order.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var axis in Order)
            hash.Add(axis);
        return hash.ToHashCode();
    }
}
