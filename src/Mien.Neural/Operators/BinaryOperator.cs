using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Add</c> and <c>Mul</c>.</summary>
internal sealed class BinaryOperator : Operator<Binary>
{
    protected override void Differentiate(Binary operation, Node node, string gradient, IGradientTape tape)
    {
        if (operation.FuseRelu)
            gradient = tape.Emit(new ActivationGradient(new ActivationFunction(ActivationKind.Relu)), node.Outputs[0], gradient)[0];
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (tape.Needs(a))
            tape.Accumulate(a, operation.Kind == BinaryKind.Add ? gradient : tape.Emit(new Binary(BinaryKind.Multiply), gradient, b)[0]);
        if (!tape.Needs(b))
            return;
        var full = operation.Kind == BinaryKind.Add ? gradient : tape.Emit(new Binary(BinaryKind.Multiply), gradient, a)[0];
        tape.Accumulate(b, SumTo(tape.TypeOf(b).Shape, tape.TypeOf(a).Shape, full, tape));
    }

    private static string SumTo(Shape target, Shape actual, string gradient, IGradientTape tape) =>
        target.Equals(actual) ? gradient : tape.Emit(new Sum(target), gradient)[0];
}
