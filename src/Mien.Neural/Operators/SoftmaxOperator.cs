using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Softmax</c> and <c>LogSoftmax</c>.</summary>
internal sealed class SoftmaxOperator : Operator<Softmax>
{
    protected override void Differentiate(Softmax operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new SoftmaxGradient(operation.Axis, operation.Logarithm), node.Outputs[0], gradient)[0]);
}
