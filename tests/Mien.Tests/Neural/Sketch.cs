using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Zoo;

namespace Mien.Tests.Neural;

/// <summary>Small networks with random weights and statistics, and their inputs.</summary>
internal static class Sketch
{
    /// <summary>A network that a caller writes, layer by layer, over an input "x" of 3×12×10.</summary>
    public static Graph Of(Action<GraphBuilder> write)
    {
        var builder = new GraphBuilder(new ParameterInitializer(Initialization.HeNormal, seed: 5));
        builder.Input("x", new Shape(3, 12, 10));
        write(builder);
        return Stirred(builder.Graph);
    }

    /// <summary>A network of the zoo, stirred.</summary>
    public static Graph Zoo(string name, NetworkOptions options) => Stirred(Mien.Neural.Zoo.Zoo.Create(name, options));

    /// <summary>The same network with scales, shifts, means and variances that are not the trivial ones of a new network.</summary>
    public static Graph Stirred(Graph graph)
    {
        var random = new Random(9);
        foreach (var parameter in graph.Parameters.Values.Where(p => p.Kind is ParameterKind.Normalization or ParameterKind.Statistic or ParameterKind.Bias))
        {
            foreach (ref var value in parameter.Values.AsSpan())
                value = (float)((value * 0.8) + (0.4 * random.NextDouble()));
        }
        return graph;
    }

    /// <summary>Random pictures for a network.</summary>
    public static float[] Pictures(Graph graph, int batch, int seed = 3)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, batch * graph.Inputs[0].Sample.Count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    /// <summary>How many nodes of each operation a graph has, by name.</summary>
    public static string Census(Graph graph) =>
        string.Join(" ", graph.Nodes.GroupBy(n => n.Operation.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}:{g.Count()}"));

    /// <summary>The one convolution of a graph.</summary>
    public static Convolution OnlyConvolution(Graph graph) => (Convolution)graph.Nodes.Single(n => n.Operation is Convolution).Operation;
}
