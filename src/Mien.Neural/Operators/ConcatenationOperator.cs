using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Concat</c>.</summary>
internal sealed class ConcatenationOperator : Operator<Concatenation>
{
    protected override void Differentiate(Concatenation operation, Node node, string gradient, IGradientTape tape)
    {
        var start = 0;
        foreach (var input in node.Inputs)
        {
            var length = tape.TypeOf(input).Shape[operation.Axis];
            if (tape.Needs(input))
                tape.Accumulate(input, tape.Emit(new Slice(operation.Axis, start, length), gradient)[0]);
            start += length;
        }
    }
}

/// <summary>ONNX <c>Slice</c> along one axis with step 1. It has no gradient rule.</summary>
internal sealed class SliceOperator : Operator<Slice>
{
}
