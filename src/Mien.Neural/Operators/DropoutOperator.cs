using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Dropout</c>: nothing outside training. A rate of 0 is ONNX <c>Identity</c>.</summary>
internal sealed class DropoutOperator : Operator<Dropout>
{
    public override IReadOnlyList<string> OnnxTypes => ["Dropout", "Identity"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        if (node.OpType == "Identity")
        {
            import.Alias(node);
            return;
        }
        // A seed in the file does not bind the trainer, which has its own.
        _ = node.Int("seed", 0);
        if (import.Opset >= 12 && node.HasInput(2) && import.Integers(node, 2) is not [0])
            throw node.Fault("is in training mode; export the model for inference (model.eval())");
        var rate = 0.5f;
        if (import.Opset < 12)
            rate = node.Float("ratio", rate);
        else if (node.HasInput(1))
            rate = import.Constant(node, 1)?.Floats is [var stored] ? stored : throw node.Fault("must have a stored number as its ratio");
        if (rate == 0)
            import.Alias(node);
        else
            import.Emit(node, new Dropout(rate), [import.Computed(node, 0)]);
    }

    protected override void Export(Dropout operation, Node node, IOnnxExport export)
    {
        if (operation.Rate == 0)
            export.Add("Identity", node);
        else
            export.Add("Dropout", node, [export.Scalar($"{node.Outputs[0]}.ratio", operation.Rate)]);
    }

    protected override void Differentiate(Dropout operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], gradient);
}

/// <summary>What training makes of <see cref="Dropout"/>.</summary>
internal sealed class DropoutTrainingOperator : Operator<DropoutTraining>
{
    protected override void Differentiate(DropoutTraining operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Binary(BinaryKind.Multiply), gradient, node.Outputs[1])[0]);
}
