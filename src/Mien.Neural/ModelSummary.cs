using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural;

/// <summary>The size and work of a network.</summary>
public sealed record ModelSummary
{
    private ModelSummary()
    {
    }

    /// <summary>How many numbers are learned: weights, biases, scales and shifts.</summary>
    public long Parameters { get; private init; }

    /// <summary>How many numbers are followed, not learned: moving means and variances.</summary>
    public long Statistics { get; private init; }

    /// <summary>Multiplications with an addition in convolutions and matrix products, for one sample; biases and all else are not counted.</summary>
    public long MultiplyAdds { get; private init; }

    /// <summary>The inputs for one sample, the batch in front.</summary>
    public IReadOnlyList<KeyValuePair<string, Shape>> Inputs { get; private init; } = [];

    /// <summary>The outputs for one sample, the batch in front; the first is the network's own answer.</summary>
    public IReadOnlyList<KeyValuePair<string, Shape>> Outputs { get; private init; } = [];

    /// <summary>Counts.</summary>
    /// <param name="graph">The network.</param>
    /// <exception cref="ShapeException">The graph is not sound.</exception>
    public static ModelSummary Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var types = graph.InferTypes(1);
        return new ModelSummary
        {
            Parameters = graph.Parameters.Values.Where(parameter => parameter.IsLearned).Sum(parameter => (long)parameter.Shape.Count),
            Statistics = graph.Parameters.Values.Where(parameter => parameter.Kind == ParameterKind.Statistic).Sum(parameter => (long)parameter.Shape.Count),
            MultiplyAdds = graph.Nodes.Sum(node => MultiplyAddsOf(node, types)),
            Inputs = [.. graph.Inputs.Select(input => KeyValuePair.Create(input.Name, input.WithBatch(1)))],
            Outputs = [.. graph.Outputs.Select(output => KeyValuePair.Create(output, types[output].Shape))],
        };
    }

    /// <summary>The multiply-adds of each node, for one sample.</summary>
    /// <param name="graph">The network.</param>
    internal static IReadOnlyList<long> MultiplyAddsByNode(Graph graph)
    {
        var types = graph.InferTypes(1);
        return [.. graph.Nodes.Select(node => MultiplyAddsOf(node, types))];
    }

    private static long MultiplyAddsOf(Node node, Dictionary<string, TensorType> types)
    {
        var output = types[node.Outputs[0]].Shape;
        var left = types[node.Inputs[0]].Shape;
        return node.Operation switch
        {
            Convolution => (long)output.Count * types[node.Inputs[1]].Shape.Count / output[1],
            MatMul product => (long)output.Count * left[product.TransposeA ? 0 : 1],
            _ => 0,
        };
    }
}
