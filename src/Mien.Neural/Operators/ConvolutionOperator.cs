using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Conv</c>.</summary>
internal sealed class ConvolutionOperator : Operator<Convolution>
{
    public override IReadOnlyList<string> OnnxTypes => ["Conv"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var weight = import.Constant(node, 1);
        if (weight is not { Dimensions: [_, _, var height and >= 1, var width and >= 1] })
            throw node.Fault("must have a stored weight of four dimensions: Mien convolves pictures");
        if (node.Ints("kernel_shape") is { } kernel && !kernel.SequenceEqual([height, width]))
            throw node.Fault($"has kernel_shape {string.Join('×', kernel)}, but its weight is {height}×{width}");
        if (import.Shape(node, 0) is not { Rank: 4 } x)
            throw node.Fault($"must be given N×C×H×W, not {import.Shape(node, 0)}");
        var window = OnnxWindow.Read(node, new Size2(height, width), x);
        var operation = new Convolution(window, node.Int("group", 1)) { HasBias = node.HasInput(2) };
        List<string> inputs = [import.Computed(node, 0), import.Parameter(node, 1, ParameterKind.Weight)];
        if (operation.HasBias)
            inputs.Add(import.Parameter(node, 2, ParameterKind.Bias));
        import.Emit(node, operation, inputs);
    }

    protected override void Export(Convolution operation, Node node, IOnnxExport export)
    {
        if (operation.HasResidual || operation.Activation is not null)
            base.Export(operation, node, export);
        var weight = export.Shape(node.Inputs[1]);
        var window = OnnxWindow.Write(operation.Window, new Size2(weight[2], weight[3]), withDilations: true);
        export.Add("Conv", node, [OnnxAttribute.Of("group", operation.Groups), .. window]);
    }

    protected override void Differentiate(Convolution operation, Node node, string gradient, IGradientTape tape)
    {
        var (x, weight) = (node.Inputs[0], node.Inputs[1]);
        if (tape.Needs(x))
        {
            var rule = new ConvolutionInputGradient(operation.Window, operation.Groups, tape.TypeOf(x).Shape);
            tape.Accumulate(x, tape.Emit(rule, gradient, weight)[0]);
        }
        var needsBias = operation.HasBias && tape.Needs(node.Inputs[2]);
        if (!tape.Needs(weight) && !needsBias)
            return;
        var weights = tape.Emit(new ConvolutionWeightGradient(operation.Window, operation.Groups, tape.TypeOf(weight).Shape, needsBias), x, gradient);
        tape.Accumulate(weight, weights[0]);
        if (needsBias)
            tape.Accumulate(node.Inputs[2], weights[1]);
    }
}
