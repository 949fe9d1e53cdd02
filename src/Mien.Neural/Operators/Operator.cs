using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>What the graph floor knows of one kind of operation beside its shape rule and its kernels: the gradient rule and the ONNX names.</summary>
internal abstract class Operator
{
    /// <summary>The operation that this is about.</summary>
    public abstract Type OperationType { get; }

    /// <summary>Writes the gradients of a node's inputs, given those of its outputs.</summary>
    /// <exception cref="NotSupportedException">The operation has no gradient rule.</exception>
    public virtual void Differentiate(Node node, IGradientTape tape) =>
        throw new NotSupportedException($"{node.Operation.Name} has no gradient rule; it cannot stand in a network that is trained.");
}

/// <summary>An operator for one type of operation.</summary>
/// <typeparam name="T">The operation.</typeparam>
internal abstract class Operator<T> : Operator
    where T : Operation
{
    public sealed override Type OperationType => typeof(T);

    public sealed override void Differentiate(Node node, IGradientTape tape)
    {
        if (tape.GradientOf(node.Outputs[0]) is { } gradient)
            Differentiate((T)node.Operation, node, gradient, tape);
    }

    /// <summary>Writes the gradients of a node's inputs, given that of its first output.</summary>
    protected virtual void Differentiate(T operation, Node node, string gradient, IGradientTape tape) => base.Differentiate(node, tape);
}
