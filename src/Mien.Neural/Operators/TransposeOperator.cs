using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Transpose</c> that leaves the batch in front.</summary>
internal sealed class TransposeOperator : Operator<Transpose>
{
    public override IReadOnlyList<string> OnnxTypes => ["Transpose"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var rank = import.Shape(node, 0).Rank;
        var order = node.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, rank)))
            throw node.Fault($"has perm {string.Join(", ", order)}, which is no order of {rank} dimensions");
        if (order[0] != 0)
            throw node.Fault($"has perm {string.Join(", ", order)}; the batch must stay in front (0), Mien keeps it apart");
        if (order.SequenceEqual(Enumerable.Range(0, rank)))
            import.Alias(node);
        else
            import.Emit(node, new Transpose(order), [import.Computed(node, 0)]);
    }

    protected override void Export(Transpose operation, Node node, IOnnxExport export) =>
        export.Add("Transpose", node, OnnxAttribute.Of("perm", operation.Order.AsSpan()));

    protected override void Differentiate(Transpose operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(operation.Inverse(), gradient)[0]);
}
