using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>
/// ONNX <c>Relu</c>, <c>Elu</c>, <c>Sigmoid</c>, <c>HardSwish</c>, and <c>Clip</c> from 0, to 6 or without end. SiLU is written as a sigmoid and a product; <see cref="GatePattern"/>
/// reads it. <c>HardSigmoid</c> is read as what it is made of.
/// </summary>
internal sealed class ActivationOperator : Operator<Activation>
{
    public override IReadOnlyList<string> OnnxTypes => ["Relu", "Elu", "Sigmoid", "HardSwish", "HardSigmoid", "Clip"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        if (node.OpType == "HardSigmoid")
        {
            ImportHardSigmoid(node, import);
            return;
        }
        var function = node.OpType switch
        {
            "Elu" => new ActivationFunction(ActivationKind.Elu, node.Float("alpha", 1)),
            "Relu" => new ActivationFunction(ActivationKind.Relu),
            "HardSwish" => new ActivationFunction(ActivationKind.HardSwish),
            "Clip" => Clip(node, import),
            _ => new ActivationFunction(ActivationKind.Sigmoid),
        };
        import.Emit(node, new Activation(function), [import.Computed(node, 0)]);
    }

    protected override void Export(Activation operation, Node node, IOnnxExport export)
    {
        var output = node.Outputs[0];
        switch (operation.Function.Kind)
        {
            case ActivationKind.Elu:
                export.Add("Elu", node, OnnxAttribute.Of("alpha", operation.Function.Alpha));
                break;
            case ActivationKind.Relu6:
                export.Add("Clip", node, [export.Scalar($"{output}.min", 0), export.Scalar($"{output}.max", 6)]);
                break;
            case ActivationKind.Silu:
                var gate = $"{output}.sigmoid";
                export.Add("Sigmoid", node with { Outputs = [gate] });
                export.Add("Mul", node, [gate]);
                break;
            default:
                export.Add(operation.Function.Kind.ToString(), node);
                break;
        }
    }

    protected override void Differentiate(Activation operation, Node node, string gradient, IGradientTape tape)
    {
        var value = operation.Function.GradientFromInput ? node.Inputs[0] : node.Outputs[0];
        tape.Accumulate(node.Inputs[0], tape.Emit(new ActivationGradient(operation.Function), value, gradient)[0]);
    }

    /// <summary>max(0, min(1, αx + β)) = ReLU6(6αx + 6β) / 6.</summary>
    private static void ImportHardSigmoid(OnnxNode node, IOnnxImport import)
    {
        var (slope, shift) = (6 * node.Float("alpha", 0.2f), 6 * node.Float("beta", 0.5f));
        var (value, rank) = (import.Computed(node, 0), import.Shape(node, 0).Rank);
        // PyTorch's slope is a sixth, which f32 does not hold exactly.
        if (Math.Abs(slope - 1) > 1e-6f)
            value = Step("slope", new Binary(BinaryKind.Multiply), slope);
        value = Step("shift", new Binary(BinaryKind.Add), shift);
        import.Emit(node, new Activation(new ActivationFunction(ActivationKind.Relu6)), [value], $"{node.Output}.clip");
        import.Emit(node, new Binary(BinaryKind.Multiply), [$"{node.Output}.clip", import.Number(node, 1f / 6, rank)]);

        string Step(string name, Binary operation, float number)
        {
            var output = $"{node.Output}.{name}";
            import.Emit(node, operation, [value, import.Number(node, number, rank)], output);
            return output;
        }
    }

    private static ActivationFunction Clip(OnnxNode node, IOnnxImport import)
    {
        var (least, most) = import.Opset < 11
            ? (node.Float("min", float.MinValue), node.Float("max", float.MaxValue))
            : (Bound(node, import, 1) ?? float.MinValue, Bound(node, import, 2) ?? float.MaxValue);
        return (least, most) switch
        {
            (0, 6) => new ActivationFunction(ActivationKind.Relu6),
            (0, >= float.MaxValue) => new ActivationFunction(ActivationKind.Relu),
            _ => throw node.Fault(FormattableString.Invariant($"clips to {least} … {most}; Mien clips to 0 … 6 (ReLU6) and from 0 (ReLU) only")),
        };
    }

    private static float? Bound(OnnxNode node, IOnnxImport import, int input)
    {
        if (!node.HasInput(input))
            return null;
        return import.Constant(node, input)?.Floats is [var bound] ? bound : throw node.Fault("must have stored numbers as its bounds");
    }
}
