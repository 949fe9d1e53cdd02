using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Reshape</c>.</summary>
internal sealed class ReshapeOperator : Operator<Reshape>
{
    protected override void Differentiate(Reshape operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Reshape(tape.TypeOf(node.Inputs[0]).Shape), gradient)[0]);
}

/// <summary>ONNX <c>Flatten</c> with axis 1.</summary>
internal sealed class FlattenOperator : Operator<Flatten>
{
    protected override void Differentiate(Flatten operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Reshape(tape.TypeOf(node.Inputs[0]).Shape), gradient)[0]);
}

/// <summary>ONNX <c>Cast</c>.</summary>
internal sealed class CastOperator : Operator<Cast>
{
    protected override void Differentiate(Cast operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Cast(tape.TypeOf(node.Inputs[0]).Element), gradient)[0]);
}

/// <summary>ONNX <c>ReduceSum</c> that keeps its axes. It has no gradient rule.</summary>
internal sealed class SumOperator : Operator<Sum>
{
}
