using Mien.Compute.Operations;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Conv</c>.</summary>
internal sealed class ConvolutionOperator : Operator<Convolution>
{
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
