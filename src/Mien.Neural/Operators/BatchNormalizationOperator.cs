using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>BatchNormalization</c> with given statistics. In training, frozen layers keep this form.</summary>
internal sealed class BatchNormalizationOperator : Operator<BatchNormalization>
{
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
