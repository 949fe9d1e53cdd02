using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Relu</c>, <c>Elu</c>, <c>Sigmoid</c>.</summary>
internal sealed class ActivationOperator : Operator<Activation>
{
    protected override void Differentiate(Activation operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new ActivationGradient(operation.Function), node.Outputs[0], gradient)[0]);
}
