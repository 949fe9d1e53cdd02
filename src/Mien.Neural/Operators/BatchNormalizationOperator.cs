using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>BatchNormalization</c> with given statistics. In training, frozen layers keep this form.</summary>
internal sealed class BatchNormalizationOperator : Operator<BatchNormalization>
{
    public override IReadOnlyList<string> OnnxTypes => ["BatchNormalization"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        // How training moves the statistics is the trainer's business.
        _ = node.Float("momentum", 0.9f);
        node.Require("training_mode", 0);
        if (import.Opset < 9)
            node.Require("spatial", 1);
        import.Emit(
            node,
            new BatchNormalization(node.Float("epsilon", 1e-5f)),
            [
                import.Computed(node, 0),
                import.Parameter(node, 1, ParameterKind.Normalization),
                import.Parameter(node, 2, ParameterKind.Normalization),
                import.Parameter(node, 3, ParameterKind.Statistic),
                import.Parameter(node, 4, ParameterKind.Statistic),
            ]);
    }

    protected override void Export(BatchNormalization operation, Node node, IOnnxExport export) =>
        export.Add("BatchNormalization", node, OnnxAttribute.Of("epsilon", operation.Epsilon));

    /// <summary>Scale and shift stay, so x's gradient is the layer itself without its offsets.</summary>
    protected override void Differentiate(BatchNormalization operation, Node node, string gradient, IGradientTape tape)
    {
        var (scale, variance) = (node.Inputs[1], node.Inputs[4]);
        var zeros = tape.Zeros(tape.TypeOf(scale).Shape.Count);
        tape.Accumulate(node.Inputs[0], tape.Emit(operation, gradient, scale, zeros, zeros, variance)[0]);
    }
}

/// <summary>Batch normalisation with the batch's statistics: what training makes of <see cref="BatchNormalization"/>.</summary>
internal sealed class BatchNormalizationTrainingOperator : Operator<BatchNormalizationTraining>
{
    protected override void Differentiate(BatchNormalizationTraining operation, Node node, string gradient, IGradientTape tape)
    {
        var (x, scale, shift) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        string[] inputs = [x, gradient, scale, shift, node.Outputs[1], node.Outputs[2]];
        if (operation.FuseRelu)
            inputs = [.. inputs, node.Outputs[3]];
        var gradients = tape.Emit(new BatchNormalizationGradient(operation.Epsilon, operation.FuseRelu), inputs);
        tape.Accumulate(x, gradients[0]);
        tape.Accumulate(scale, gradients[1]);
        tape.Accumulate(shift, gradients[2]);
    }
}
