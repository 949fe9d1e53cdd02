using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Softmax</c> and <c>LogSoftmax</c>.</summary>
internal sealed class SoftmaxOperator : Operator<Softmax>
{
    public override IReadOnlyList<string> OnnxTypes => ["Softmax", "LogSoftmax"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var x = import.Shape(node, 0);
        var axis = OnnxAxis.Read(node, node.Int("axis", import.Opset < 13 ? 1 : -1), x.Rank);
        // Before opset 13 all dimensions from the axis on were one.
        if (import.Opset < 13)
        {
            for (var d = axis + 1; d < x.Rank; d++)
            {
                if (x[d] != 1)
                    throw node.Fault($"runs over all dimensions from {axis} on (opset {import.Opset}); Mien supports one");
            }
        }
        import.Emit(node, new Softmax(axis, node.OpType == "LogSoftmax"), [import.Computed(node, 0)]);
    }

    protected override void Export(Softmax operation, Node node, IOnnxExport export) =>
        export.Add(operation.Logarithm ? "LogSoftmax" : "Softmax", node, OnnxAttribute.Of("axis", operation.Axis));

    protected override void Differentiate(Softmax operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new SoftmaxGradient(operation.Axis, operation.Logarithm), node.Outputs[0], gradient)[0]);
}
