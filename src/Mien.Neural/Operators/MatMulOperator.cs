using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Gemm</c> and <c>MatMul</c>: fully connected layers.</summary>
internal sealed class MatMulOperator : Operator<MatMul>
{
    public override IReadOnlyList<string> OnnxTypes => ["Gemm", "MatMul"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        if (import.Shape(node, 0).Rank != 2 || import.Constant(node, 1) is not { Dimensions.Length: 2 } weight)
            throw node.Fault("must multiply N×K by a stored matrix: Mien has it as a fully connected layer");
        var isGemm = node.OpType == "Gemm";
        var operation = new MatMul { TransposeB = isGemm && node.Int("transB", 0) != 0, HasBias = isGemm && node.HasInput(2) };
        if (isGemm)
            node.Require("transA", 0);
        var scale = isGemm ? node.Float("alpha", 1) : 1;
        List<string> inputs = [import.Computed(node, 0), import.Parameter(node, 1, ParameterKind.Weight, factor: scale)];
        var biasScale = isGemm ? node.Float("beta", 1) : 1;
        if (operation.HasBias)
        {
            var width = weight.Dimensions[operation.TransposeB ? 0 : 1];
            inputs.Add(import.Parameter(node, 2, ParameterKind.Bias, new Shape(Math.Max(1, width)), biasScale));
        }
        import.Emit(node, operation, inputs);
    }

    protected override void Export(MatMul operation, Node node, IOnnxExport export)
    {
        if (operation is { TransposeA: false, TransposeB: false, HasBias: false })
            export.Add("MatMul", node);
        else
            export.Add("Gemm", node, OnnxAttribute.Of("transA", operation.TransposeA ? 1 : 0), OnnxAttribute.Of("transB", operation.TransposeB ? 1 : 0));
    }

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
