using System.Numerics.Tensors;
using Mien.Compute;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Learning.Training;

/// <summary>Finds where a network's numbers stop being numbers.</summary>
internal static class DivergedLayer
{
    /// <summary>The first parameter that is no number, otherwise the first value that the nodes make; null where all are numbers.</summary>
    /// <param name="graph">The network; its parameters hold their values.</param>
    /// <param name="count">How many of its nodes, from the first, are looked at.</param>
    /// <param name="batch">Samples a step.</param>
    /// <param name="inputOf">The values of the graph's inputs by name.</param>
    /// <param name="backend">Whose kernels.</param>
    public static string? Find(Graph graph, int count, int batch, Func<string, float[]> inputOf, IBackend backend)
    {
        if (graph.Parameters.Values.FirstOrDefault(p => !TensorPrimitives.IsFiniteAll<float>(p.Values)) is { } parameter)
            return parameter.Name;
        var watched = Watched(graph, count, batch);
        using var plan = ExecutionPlan.Compile(watched, batch, backend, constantParameters: false);
        foreach (var input in watched.Inputs)
            inputOf(input.Name).CopyTo(plan.Tensor(input.Name).Floats);
        plan.Run(0, plan.StepCount);
        return watched.Outputs.FirstOrDefault(name => !TensorPrimitives.IsFiniteAll<float>(plan.Tensor(name).Floats));
    }

    /// <summary>The nodes with every value as an output that may be no number: masks and places, of whole numbers, are not.</summary>
    private static Graph Watched(Graph graph, int count, int batch)
    {
        var (watched, nodes) = (new Graph(), graph.Nodes.Take(count).ToList());
        var read = nodes.SelectMany(node => node.Inputs).ToHashSet(StringComparer.Ordinal);
        foreach (var input in graph.Inputs.Where(input => read.Contains(input.Name)))
            watched.AddInput(input);
        foreach (var parameter in graph.Parameters.Values.Where(parameter => read.Contains(parameter.Name)))
            watched.AddParameter(parameter);
        foreach (var node in nodes)
            watched.AddNode(node.Operation, node.Inputs, node.Outputs);
        var types = watched.InferTypes(batch);
        foreach (var value in nodes.SelectMany(node => node.Outputs).Where(value => types[value].Element is ElementType.Float32 or ElementType.BFloat16))
            watched.AddOutput(value);
        return watched;
    }
}
