using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Gemm</c> and <c>MatMul</c>: fully connected layers.</summary>
internal sealed class MatMulOperator : Operator<MatMul>
{
    protected override void Differentiate(MatMul operation, Node node, string gradient, IGradientTape tape)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (tape.Needs(a))
        {
            // da = dy · bᵀ, or its transpose where a was given transposed.
            var da = operation.TransposeA
                ? tape.Emit(new MatMul { TransposeA = operation.TransposeB, TransposeB = true }, b, gradient)
                : tape.Emit(new MatMul { TransposeB = !operation.TransposeB }, gradient, b);
            tape.Accumulate(a, da[0]);
        }
        if (tape.Needs(b))
        {
            var db = operation.TransposeB
                ? tape.Emit(new MatMul { TransposeA = true, TransposeB = operation.TransposeA, Float32Output = true }, gradient, a)
                : tape.Emit(new MatMul { TransposeA = !operation.TransposeA, Float32Output = true }, a, gradient);
            tape.Accumulate(b, db[0]);
        }
        if (operation.HasBias && tape.Needs(node.Inputs[2]))
            AccumulateBias(node.Inputs[2], gradient, tape);
    }

    private static void AccumulateBias(string bias, string gradient, IGradientTape tape)
    {
        var count = tape.TypeOf(bias).Shape.Count;
        var row = tape.Emit(new Sum(new Shape(1, count)) { Float32Output = true }, gradient)[0];
        tape.Accumulate(bias, tape.Emit(new Reshape(new Shape(count)), row)[0]);
    }
}
