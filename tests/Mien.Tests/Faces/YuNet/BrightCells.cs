using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Onnx;

namespace Mien.Tests.Faces.YuNet;

/// <summary>
/// A network of YuNet's form that needs no training: at stride 16 each cell that is bright in green is a face as large as the cell, with its points on a
/// diagonal; the other strides find nothing.
/// </summary>
internal static class BrightCells
{
    /// <summary>The side of a face in what the network is given.</summary>
    public const int Side = 16;

    /// <summary>The file.</summary>
    /// <param name="size">Height and width.</param>
    /// <param name="free">Whether the file leaves them free.</param>
    /// <param name="change">What is wrong with the network, where something is.</param>
    public static byte[] File(Size2 size, bool free = true, Action<Graph>? change = null)
    {
        var graph = new Graph();
        graph.AddInput(new GraphInput("input", new Shape(3, size.Height, size.Width)) { HasFreeSize = free });
        foreach (var stride in new[] { 8, 16, 32 })
        {
            var sees = stride == Side;
            Add(graph, size, "cls", stride, [sees ? 20 : 0], [sees ? -10 : -20], sigmoid: true);
            Add(graph, size, "obj", stride, [sees ? 20 : 0], [sees ? -10 : -20], sigmoid: true);
            Add(graph, size, "bbox", stride, new float[4], [0.5f, 0.5f, 0, 0]);
            Add(graph, size, "kps", stride, new float[10], [0.1f, 0.1f, 0.2f, 0.2f, 0.3f, 0.3f, 0.4f, 0.4f, 0.5f, 0.5f]);
        }
        change?.Invoke(graph);
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, stream);
        return stream.ToArray();
    }

    /// <summary>An output for each cell: a factor times the mean of green in units of 255, plus an offset.</summary>
    private static void Add(Graph graph, Size2 size, string kind, int stride, float[] factors, float[] offsets, bool sigmoid = false)
    {
        var (name, area) = ($"{kind}_{stride}", stride * stride);
        var weights = new float[factors.Length * 3 * area];
        for (var i = 0; i < factors.Length; i++)
            weights.AsSpan(((i * 3) + 1) * area, area).Fill(factors[i] / (area * 255));
        graph.AddParameter(new Parameter($"{name}.weight", ParameterKind.Weight, new Shape(factors.Length, 3, stride, stride), weights));
        graph.AddParameter(new Parameter($"{name}.bias", ParameterKind.Bias, new Shape(factors.Length), offsets));
        graph.AddNode(new Convolution(Window.Square(stride, 0)) { HasBias = true }, ["input", $"{name}.weight", $"{name}.bias"], [$"{name}.map"]);
        graph.AddNode(new Transpose(0, 2, 3, 1), [$"{name}.map"], [$"{name}.last"]);
        var cells = size.Height / stride * (size.Width / stride);
        graph.AddNode(new ReshapeSample(new Shape(cells, factors.Length)), [$"{name}.last"], [sigmoid ? $"{name}.cells" : name]);
        if (sigmoid)
            graph.AddNode(new Activation(new ActivationFunction(ActivationKind.Sigmoid)), [$"{name}.cells"], [name]);
        graph.AddOutput(name);
    }
}
