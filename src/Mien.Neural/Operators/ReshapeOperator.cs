using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural.Onnx;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Operators;

/// <summary>A reshape to fixed sizes, the batch among them: gradients need it. ONNX's <c>Reshape</c> keeps the batch free and so becomes <see cref="Flatten"/> or <see cref="ReshapeSample"/>.</summary>
internal sealed class ReshapeOperator : Operator<Reshape>
{
    protected override void Differentiate(Reshape operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Reshape(tape.TypeOf(node.Inputs[0]).Shape), gradient)[0]);
}

/// <summary>ONNX <c>Flatten</c> with axis 1, and <c>Reshape</c>, <c>Squeeze</c>, <c>Unsqueeze</c>, which come to that, to <see cref="ReshapeSample"/> or to nothing.</summary>
internal sealed class FlattenOperator : Operator<Flatten>
{
    public override IReadOnlyList<string> OnnxTypes => ["Flatten", "Reshape", "Squeeze", "Unsqueeze"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var x = import.Shape(node, 0);
        var target = node.OpType switch
        {
            "Flatten" => OnnxShapes.Flatten(node, x),
            "Reshape" => OnnxShapes.Reshape(node, import, x),
            "Squeeze" => OnnxShapes.Squeeze(node, import, x),
            _ => OnnxShapes.Unsqueeze(node, import, x),
        };
        if (target.SequenceEqual(x.Dimensions[1..].ToArray()))
            import.Alias(node);
        else
            import.Emit(node, target.Length == 1 ? new Flatten() : new ReshapeSample(new Shape(target)), [import.Computed(node, 0)]);
    }

    protected override void Export(Flatten operation, Node node, IOnnxExport export) => export.Add("Flatten", node, OnnxAttribute.Of("axis", 1));

    protected override void Differentiate(Flatten operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Reshape(tape.TypeOf(node.Inputs[0]).Shape), gradient)[0]);
}

/// <summary>A reshape of each sample, the batch left free. Its ONNX form lets the sample's first dimension follow from the rest, so that it fits pictures of other sizes too.</summary>
internal sealed class ReshapeSampleOperator : Operator<ReshapeSample>
{
    protected override void Export(ReshapeSample operation, Node node, IOnnxExport export)
    {
        long[] fixedSizes = [.. operation.Sample.Dimensions[1..].ToArray().Select(d => (long)d)];
        export.Add("Reshape", node, [export.Integers($"{node.Outputs[0]}.shape", [0, -1, .. fixedSizes])]);
    }

    protected override void Differentiate(ReshapeSample operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Reshape(tape.TypeOf(node.Inputs[0]).Shape), gradient)[0]);
}

/// <summary>ONNX <c>Cast</c>; only training and optimisation make computed values other than f32.</summary>
internal sealed class CastOperator : Operator<Cast>
{
    public override IReadOnlyList<string> OnnxTypes => ["Cast"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        _ = node.Int("saturate", 1);
        node.Require("to", (int)TensorProto.Types.DataType.Float);
        import.Alias(node);
    }

    protected override void Differentiate(Cast operation, Node node, string gradient, IGradientTape tape) =>
        tape.Accumulate(node.Inputs[0], tape.Emit(new Cast(tape.TypeOf(node.Inputs[0]).Element), gradient)[0]);
}

/// <summary>A sum over axes, which gradients are made of. It has no gradient rule and no ONNX form.</summary>
internal sealed class SumOperator : Operator<Sum>
{
}
