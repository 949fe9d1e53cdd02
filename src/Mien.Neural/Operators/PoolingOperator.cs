using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural.Onnx;

namespace Mien.Neural.Operators;

/// <summary>ONNX <c>MaxPool</c>, <c>AveragePool</c>, <c>GlobalMaxPool</c>, <c>GlobalAveragePool</c>, and <c>ReduceMean</c> over the picture.</summary>
internal sealed class PoolingOperator : Operator<Pooling>
{
    public override IReadOnlyList<string> OnnxTypes => ["MaxPool", "AveragePool", "GlobalMaxPool", "GlobalAveragePool", "ReduceMean"];

    public override void Import(OnnxNode node, IOnnxImport import)
    {
        if (import.Shape(node, 0) is not { Rank: 4 } x)
            throw node.Fault($"must be given N×C×H×W, not {import.Shape(node, 0)}");
        if (node.OpType == "ReduceMean")
        {
            ImportMean(node, import);
            return;
        }
        var kind = node.OpType is "MaxPool" or "GlobalMaxPool" ? PoolingKind.Max : PoolingKind.Average;
        var operation = node.OpType.StartsWith("Global", StringComparison.Ordinal)
            ? new Pooling(kind, default, new Window())
            : Windowed(node, kind, x);
        import.Emit(node, operation, [import.Computed(node, 0)]);
    }

    protected override void Export(Pooling operation, Node node, IOnnxExport export)
    {
        if (operation.Training)
            base.Export(operation, node, export);
        var isMax = operation.Kind == PoolingKind.Max;
        if (operation.Kernel == default)
        {
            export.Add(isMax ? "GlobalMaxPool" : "GlobalAveragePool", node);
            return;
        }
        var window = OnnxWindow.Write(operation.Window, operation.Kernel, withDilations: false);
        if (operation.Kind == PoolingKind.AverageCountingPadding)
            window = [.. window, OnnxAttribute.Of("count_include_pad", 1)];
        export.Add(isMax ? "MaxPool" : "AveragePool", node, window);
    }

    private static Pooling Windowed(OnnxNode node, PoolingKind kind, Shape x)
    {
        if (!node.Has("kernel_shape"))
            throw node.Fault("lacks its kernel_shape");
        var kernel = OnnxWindow.Pair(node, "kernel_shape", 1);
        var window = OnnxWindow.Read(node, kernel, x);
        if (kind == PoolingKind.Max)
            node.Require("storage_order", 0);
        else if (node.Int("count_include_pad", 0) != 0)
            kind = PoolingKind.AverageCountingPadding;
        if (node.Int("ceil_mode", 0) != 0)
            window = OnnxWindow.RoundUp(node, window, kernel, x, kind);
        return new Pooling(kind, kernel, window);
    }

    // PyTorch's x.mean((2, 3)).
    private static void ImportMean(OnnxNode node, IOnnxImport import)
    {
        var axes = import.Opset >= 18 && node.HasInput(1) ? import.Integers(node, 1) : node.Longs("axes");
        if (import.Opset >= 18)
            node.Require("noop_with_empty_axes", 0);
        if (axes is null || !axes.Select(a => a < 0 ? a + 4 : a).Order().SequenceEqual([2L, 3L]))
            throw node.Fault("takes the mean over other axes than height and width (2 and 3)");
        var operation = new Pooling(PoolingKind.Average, default, new Window());
        if (node.Int("keepdims", 1) != 0)
        {
            import.Emit(node, operation, [import.Computed(node, 0)]);
            return;
        }
        var pooled = $"{node.Output}.pooled";
        import.Emit(node, operation, [import.Computed(node, 0)], pooled);
        import.Emit(node, new Flatten(), [pooled]);
    }

    protected override void Differentiate(Pooling operation, Node node, string gradient, IGradientTape tape)
    {
        var rule = new PoolingGradient(operation.Kind, operation.Kernel, operation.Window, tape.TypeOf(node.Inputs[0]).Shape);
        string[] inputs = operation.Kind == PoolingKind.Max ? [gradient, node.Outputs[1]] : [gradient];
        tape.Accumulate(node.Inputs[0], tape.Emit(rule, inputs)[0]);
    }
}
