using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>MaxPool</c>, <c>AveragePool</c>, <c>GlobalMaxPool</c>, <c>GlobalAveragePool</c>.</summary>
internal sealed class PoolingOperator : Operator<Pooling>
{
    protected override void Differentiate(Pooling operation, Node node, string gradient, IGradientTape tape)
    {
        var rule = new PoolingGradient(operation.Kind, operation.Kernel, operation.Window, tape.TypeOf(node.Inputs[0]).Shape);
        string[] inputs = operation.Kind == PoolingKind.Max ? [gradient, node.Outputs[1]] : [gradient];
        tape.Accumulate(node.Inputs[0], tape.Emit(rule, inputs)[0]);
    }
}
