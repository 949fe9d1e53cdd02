using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Relu</c>, <c>Elu</c>, <c>Sigmoid</c>.</summary>
internal sealed class ActivationOperator : Operator<Activation>
{
    public override IReadOnlyList<string> OnnxTypes => ["Relu", "Elu", "Sigmoid"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var function = node.OpType switch
        {
            "Elu" => new ActivationFunction(ActivationKind.Elu, node.Float("alpha", 1)),
            "Relu" => new ActivationFunction(ActivationKind.Relu),
            _ => new ActivationFunction(ActivationKind.Sigmoid),
        };
        import.Emit(node, new Activation(function), [import.Computed(node, 0)]);
    }

    protected override void Export(Activation operation, Node node, IOnnxExport export)
    {
        if (operation.Function.Kind == ActivationKind.Elu)
            export.Add("Elu", node, OnnxAttribute.Of("alpha", operation.Function.Alpha));
        else
            export.Add(operation.Function.Kind == ActivationKind.Relu ? "Relu" : "Sigmoid", node);
    }

    protected override void Differentiate(Activation operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new ActivationGradient(operation.Function), node.Outputs[0], gradient)[0]);
}
