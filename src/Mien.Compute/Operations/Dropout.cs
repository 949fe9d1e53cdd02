namespace Mien.Compute.Operations;

/// <summary>Dropout as a network's description has it: it does nothing until training turns it into <see cref="DropoutTraining"/>. Input: x. Output: x.</summary>
/// <param name="Rate">The share of elements that training drops, from 0 up to below 1.</param>
public sealed record Dropout(float Rate) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        Require(Rate is >= 0 and < 1, inputs, "the rate must be at least 0 and below 1");
        return [inputs[0]];
    }
}

/// <summary>
/// Inverted dropout (Srivastava 2014): each element becomes zero with probability <paramref name="Rate"/>, the others grow by 1 / (1 − rate). Inputs: x; a
/// seed of two f32 whole numbers below 2²⁴, which a trainer changes each step. Outputs: y; the mask of factors (x's type), by which the gradient is multiplied.
/// </summary>
/// <param name="Rate">From 0 up to below 1.</param>
/// <param name="Salt">Tells the dropouts of one network apart.</param>
public sealed record DropoutTraining(float Rate, int Salt = 0) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 2);
        Require(Rate is >= 0 and < 1, inputs, "the rate must be at least 0 and below 1");
        Require(inputs[1].Element == ElementType.Float32 && inputs[1].Shape.Count == 2, inputs, "the seed must be two f32 numbers");
        return [inputs[0], inputs[0]];
    }
}
