using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>What the graph floor knows of one kind of operation beside its shape rule and its kernels: the gradient rule and the ONNX names.</summary>
internal abstract class Operator
{
    /// <summary>The operation that this is about.</summary>
    public abstract Type OperationType { get; }

    /// <summary>The ONNX operators that become this one.</summary>
    public virtual IReadOnlyList<string> OnnxTypes => [];

    /// <summary>How many outputs of those operators are read; further ones are a fault.</summary>
    public virtual int OnnxOutputs => 1;

    /// <summary>Adds what an ONNX node of one of <see cref="OnnxTypes"/> means to the graph.</summary>
    /// <exception cref="ModelFormatException">The node means something that the graph cannot say.</exception>
    public virtual void Import(OnnxNode node, IOnnxImport import) =>
        throw new NotSupportedException($"{OperationType.Name} is not read from ONNX.");

    /// <summary>Adds a node to an ONNX graph.</summary>
    /// <exception cref="NotSupportedException">ONNX cannot say it, or it stands in training or optimised graphs only.</exception>
    public virtual void Export(Node node, IOnnxExport export) =>
        throw new NotSupportedException($"{node} has no ONNX form; write the network as it was before training or optimisation changed it.");

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

    public sealed override void Export(Node node, IOnnxExport export) => Export((T)node.Operation, node, export);

    /// <summary>Adds a node to an ONNX graph.</summary>
    protected virtual void Export(T operation, Node node, IOnnxExport export) => base.Export(node, export);

    /// <summary>Writes the gradients of a node's inputs, given that of its first output.</summary>
    protected virtual void Differentiate(T operation, Node node, string gradient, IGradientTape tape) => base.Differentiate(node, tape);
}
