using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>Pad</c> of height and width with a value.</summary>
internal sealed class PaddingOperator : Operator<Padding>
{
    public override IReadOnlyList<string> OnnxTypes => ["Pad"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        if (import.Shape(node, 0) is not { Rank: 4 })
            throw node.Fault($"must be given N×C×H×W, not {import.Shape(node, 0)}");
        if (node.Text("mode") is not (null or "constant") and var mode)
            throw node.Fault($"pads by '{mode}'; Mien pads with a value only");
        var asInputs = import.Opset >= 11;
        var pads = Expand(node, import, asInputs ? import.Integers(node, 1) : node.Longs("pads") ?? []);
        if (pads.Any(p => p is < 0 or > int.MaxValue) || pads[0] != 0 || pads[1] != 0 || pads[4] != 0 || pads[5] != 0)
            throw node.Fault($"has pads {string.Join(", ", pads)}; Mien pads height and width, by 0 and more");
        var value = asInputs ? Value(node, import) : node.Float("value", 0);
        var operation = new Padding(new Size2((int)pads[2], (int)pads[3]), new Size2((int)pads[6], (int)pads[7]), value);
        import.Emit(node, operation, [import.Computed(node, 0)]);
    }

    protected override void Export(Padding operation, Node node, IOnnxExport export)
    {
        var (begin, end, name) = (operation.Begin, operation.End, node.Outputs[0]);
        export.Add(
            "Pad",
            node,
            [
                export.Integers($"{name}.pads", 0, 0, begin.Height, begin.Width, 0, 0, end.Height, end.Width),
                export.Scalar($"{name}.value", operation.Value),
            ]);
    }

    protected override void Differentiate(Padding operation, Node node, string gradient, IGradientTape tape)
    {
        var x = tape.TypeOf(node.Inputs[0]).Shape;
        var rows = tape.Emit(new Slice(2, operation.Begin.Height, x[2]), gradient)[0];
        tape.Accumulate(node.Inputs[0], tape.Emit(new Slice(3, operation.Begin.Width, x[3]), rows)[0]);
    }

    private static float Value(OnnxNode node, IOnnxImport import)
    {
        if (!node.HasInput(2))
            return 0;
        return import.Constant(node, 2)?.Floats is [var value] ? value : throw node.Fault("must have a stored number as its value");
    }

    /// <summary>The pads of all four axes, beginnings first.</summary>
    private static long[] Expand(OnnxNode node, IOnnxImport import, long[] pads)
    {
        long[] axes = import.Opset >= 18 && node.HasInput(3) ? import.Integers(node, 3) : [0, 1, 2, 3];
        if (pads.Length != 2 * axes.Length)
            throw node.Fault($"has {pads.Length} pads for {axes.Length} axes; there must be two for each");
        var all = new long[8];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = axes[i] < 0 ? axes[i] + 4 : axes[i];
            if (axis is < 0 or > 3)
                throw node.Fault($"pads the axis {axes[i]} of 4");
            (all[axis], all[axis + 4]) = (pads[i], pads[i + axes.Length]);
        }
        return all;
    }
}
