using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Dropout</c>: nothing outside training.</summary>
internal sealed class DropoutOperator : Operator<Dropout>
{
    protected override void Differentiate(Dropout operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], gradient);
}

/// <summary>What training makes of <see cref="Dropout"/>.</summary>
internal sealed class DropoutTrainingOperator : Operator<DropoutTraining>
{
    protected override void Differentiate(DropoutTraining operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Binary(BinaryKind.Multiply), gradient, node.Outputs[1])[0]);
}
