namespace Mien.Neural.Onnx;

/// <summary>Axes of computed values.</summary>
internal static class OnnxAxis
{
    /// <summary>An axis counted from the front.</summary>
    /// <param name="node">The node that works along it.</param>
    /// <param name="axis">As written; negative ones count from the back.</param>
    /// <param name="rank">How many there are.</param>
    /// <exception cref="ModelFormatException">There is no such axis, or it is the batch: samples do not see one another.</exception>
    public static int Read(OnnxNode node, long axis, int rank)
    {
        var counted = axis < 0 ? axis + rank : axis;
        if (counted < 0 || counted >= rank)
            throw node.Fault($"works along the axis {axis} of {rank}");
        return counted > 0 ? (int)counted : throw node.Fault("works along the batch (axis 0), which Mien keeps apart");
    }
}
