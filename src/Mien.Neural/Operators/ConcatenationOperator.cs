using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Concat</c>.</summary>
internal sealed class ConcatenationOperator : Operator<Concatenation>
{
    public override IReadOnlyList<string> OnnxTypes => ["Concat"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var axis = OnnxAxis.Read(node, node.Int("axis", 1), import.Shape(node, 0).Rank);
        import.Emit(node, new Concatenation(axis), Enumerable.Range(0, node.InputCount).Select(i => import.Computed(node, i)));
    }

    protected override void Export(Concatenation operation, Node node, IOnnxExport export) =>
        export.Add("Concat", node, OnnxAttribute.Of("axis", operation.Axis));

    protected override void Differentiate(Concatenation operation, Node node, string gradient, IGradientTape tape)
    {
        var start = 0;
        foreach (var input in node.Inputs)
        {
            var length = tape.TypeOf(input).Shape[operation.Axis];
            if (tape.Needs(input))
                tape.Accumulate(input, tape.Emit(new Slice(operation.Axis, start, length), gradient)[0]);
            start += length;
        }
    }
}

/// <summary>ONNX <c>Slice</c> along one axis with step 1. It has no gradient rule.</summary>
internal sealed class SliceOperator : Operator<Slice>
{
    public override IReadOnlyList<string> OnnxTypes => ["Slice"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        var asInputs = import.Opset >= 10;
        var starts = asInputs ? import.Integers(node, 1) : node.Longs("starts") ?? [];
        var ends = asInputs ? import.Integers(node, 2) : node.Longs("ends") ?? [];
        var axes = asInputs ? (node.HasInput(3) ? import.Integers(node, 3) : null) : node.Longs("axes");
        if (asInputs && node.HasInput(4) && import.Integers(node, 4).Any(step => step != 1))
            throw node.Fault("has steps other than 1");
        if (starts is not [var start] || ends is not [var end] || axes is not (null or [_]))
            throw node.Fault("cuts along several axes; Mien supports one");
        var x = import.Shape(node, 0);
        var axis = OnnxAxis.Read(node, axes?[0] ?? 0, x.Rank);
        var (from, to) = (Clamp(start, x[axis]), Clamp(end, x[axis]));
        import.Emit(node, new Slice(axis, from, to - from), [import.Computed(node, 0)]);
    }

    protected override void Export(Slice operation, Node node, IOnnxExport export) => export.Add(
        "Slice",
        node,
        [
            export.Integers($"{node.Outputs[0]}.starts", operation.Start),
            export.Integers($"{node.Outputs[0]}.ends", operation.Start + operation.Length),
            export.Integers($"{node.Outputs[0]}.axes", operation.Axis),
        ]);

    private static int Clamp(long index, int length) => (int)Math.Clamp(index < 0 ? index + length : index, 0, length);
}
