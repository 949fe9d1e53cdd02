using Mien.Compute;

namespace Mien.Neural.Onnx;

/// <summary>What nodes that only change a shape make of a sample, the batch left aside.</summary>
internal static class OnnxShapes
{
    public static int[] Flatten(OnnxNode node, Shape x)
    {
        var axis = OnnxAxis.Read(node, node.Int("axis", 1), x.Rank);
        return axis == 1 ? [x.Count] : throw node.Fault($"flattens from axis {axis}; Mien flattens each sample whole (axis 1)");
    }

    /// <summary>The target may say the batch as itself, as what the file fixes, as 0 (keep) or as −1 (what remains).</summary>
    public static int[] Reshape(OnnxNode node, IOnnxImport import, Shape x)
    {
        if (import.Opset >= 14)
            node.Require("allowzero", 0);
        var target = import.Integers(node, 1);
        if (target.Length < 2)
            throw node.Fault("reshapes to fewer than two dimensions, so that the batch is lost");
        var isBatch = target[0] == OnnxTensor.Batch || target[0] is 0 or -1 || target[0] == import.FixedBatch;
        if (!isBatch)
            throw node.Fault($"reshapes the batch to {target[0]}; the first dimension must stay the batch");
        var rest = target[1..];
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == 0 && i + 1 < x.Rank)
                rest[i] = x[i + 1];
        }
        var known = rest.Where(d => d != -1).Aggregate(1L, (product, d) => d is >= 1 and <= int.MaxValue ? Math.Min(product * d, int.MaxValue) : -1);
        var open = Array.IndexOf(rest, -1);
        if (open >= 0 && known > 0 && x.Count % known == 0 && target[0] != -1)
            (rest[open], known) = (x.Count / known, x.Count);
        if (known != x.Count || rest.Contains(-1))
            throw node.Fault($"reshapes {x} (batch 1) to {string.Join('×', target.Select(d => d == OnnxTensor.Batch ? "batch" : $"{d}"))}, which does not fit");
        return [.. rest.Select(d => (int)d)];
    }

    public static int[] Squeeze(OnnxNode node, IOnnxImport import, Shape x)
    {
        var axes = Axes(node, import)?.Select(a => OnnxAxis.Read(node, a, x.Rank)).ToHashSet()
            ?? throw node.Fault("names no axes, so that a batch of one would be lost");
        if (axes.Any(a => x[a] != 1))
            throw node.Fault($"drops dimensions of {x} (batch 1) that are not 1");
        return [.. Enumerable.Range(1, x.Rank - 1).Where(a => !axes.Contains(a)).Select(a => x[a])];
    }

    public static int[] Unsqueeze(OnnxNode node, IOnnxImport import, Shape x)
    {
        var axes = Axes(node, import) ?? throw node.Fault("names no axes");
        var rank = x.Rank + axes.Length;
        List<int> result = [.. x.Dimensions];
        foreach (var axis in axes.Select(a => OnnxAxis.Read(node, a, rank)).Order())
            result.Insert(Math.Min(axis, result.Count), 1);
        return [.. result.Skip(1)];
    }

    private static long[]? Axes(OnnxNode node, IOnnxImport import) =>
        import.Opset < 13 ? node.Longs("axes") : node.HasInput(1) ? import.Integers(node, 1) : null;
}
