namespace Mien.Compute.Operations;

/// <summary>The shape of an activation function.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x where positive, alpha · (eˣ − 1) elsewhere (Clevert 2015).</summary>
    Elu,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>min(max(x, 0), 6) (Howard 2017).</summary>
    Relu6,

    /// <summary>x / (1 + e⁻ˣ), also called swish (Elfwing 2017, Ramachandran 2017).</summary>
    Silu,

    /// <summary>x · min(max(x + 3, 0), 6) / 6 (Howard 2019).</summary>
    HardSwish,
}

/// <summary>An activation function.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Alpha">The parameter of <see cref="ActivationKind.Elu"/>; unused by the others.</param>
public sealed record ActivationFunction(ActivationKind Kind, float Alpha = 1)
{
    /// <summary>Whether the gradient is taken from the function's input: the output of a function that falls and rises does not tell it.</summary>
    public bool GradientFromInput => Kind is ActivationKind.Silu or ActivationKind.HardSwish;
}

/// <summary>An activation function, element by element. Input: x of any shape. Output: of x's type.</summary>
/// <param name="Function">The function.</param>
public sealed record Activation(ActivationFunction Function) : Operation
{
    /// <inheritdoc/>
    public override string Name => Function.Kind.ToString();

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 1);
        return [inputs[0]];
    }
}

/// <summary>
/// The gradient of <see cref="Activation"/>. Inputs: y, or x where <see cref="ActivationFunction.GradientFromInput"/> says so; y's gradient. Output: x's
/// gradient.
/// </summary>
/// <param name="Function">The function.</param>
public sealed record ActivationGradient(ActivationFunction Function) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireCount(inputs, 2);
        Require(inputs[0].Equals(inputs[1]), inputs, "value and gradient differ in type");
        return [inputs[0]];
    }
}
