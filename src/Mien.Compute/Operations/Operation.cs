namespace Mien.Compute.Operations;

/// <summary>
/// A description of a computation: its attributes and its shape rule, no data. Back ends compile it, graphs are made of it. Two operations are
/// equal when their attributes are.
/// </summary>
public abstract record Operation
{
    /// <summary>The name that messages use.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The types of the outputs for given inputs.</summary>
    /// <param name="inputs">One a declared input, in order.</param>
    /// <exception cref="ShapeException">The inputs do not fit.</exception>
    public abstract IReadOnlyList<TensorType> Infer(IReadOnlyList<TensorType> inputs);

    /// <summary>Throws unless a condition holds.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="inputs">The actual inputs.</param>
    /// <param name="reason">What is wrong otherwise, as half a sentence.</param>
    protected void Require(bool condition, IReadOnlyList<TensorType> inputs, string reason)
    {
        if (!condition)
            throw new ShapeException(Name, reason, inputs);
    }

    /// <summary>Throws unless there is the right number of inputs.</summary>
    /// <param name="inputs">The actual inputs.</param>
    /// <param name="count">How many there must be.</param>
    protected void RequireCount(IReadOnlyList<TensorType> inputs, int count) =>
        Require(inputs.Count == count, inputs, $"takes {count} input(s), got {inputs.Count}");

    /// <summary>Throws unless an input has a rank.</summary>
    /// <param name="inputs">The actual inputs.</param>
    /// <param name="index">Which input.</param>
    /// <param name="rank">The rank it must have.</param>
    protected void RequireRank(IReadOnlyList<TensorType> inputs, int index, int rank) =>
        Require(inputs[index].Shape.Rank == rank, inputs, $"input {index} must have {rank} dimensions");
}
