using System.Numerics.Tensors;
using Mien.Compute;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Learning.Training;

/// <summary>Finds where a network's numbers stop being numbers.</summary>
internal static class DivergedLayer
{
    /// <summary>The first parameter that is no number, otherwise the first value that a batch makes in the network; null where all are numbers.</summary>
    /// <param name="network">The network as it stands.</param>
    /// <param name="inputs">The batch, N×C×H×W.</param>
    /// <param name="batch">N.</param>
    /// <param name="backend">Whose kernels.</param>
    /// <param name="queue">Where they run.</param>
    public static string? Find(Graph network, ReadOnlySpan<float> inputs, int batch, IBackend backend, ComputeQueue queue)
    {
        if (network.Parameters.Values.FirstOrDefault(p => !TensorPrimitives.IsFiniteAll<float>(p.Values)) is { } parameter)
            return parameter.Name;
        var watched = Watched(network);
        var pictures = inputs.ToArray();
        string? found = null;
        queue.Run(_ =>
        {
            using var plan = ExecutionPlan.Compile(watched, batch, backend, constantParameters: false);
            pictures.CopyTo(plan.Tensor(watched.Inputs[0].Name).Floats);
            plan.Run(0, plan.StepCount);
            found = watched.Outputs.FirstOrDefault(name => !TensorPrimitives.IsFiniteAll<float>(plan.Tensor(name).Floats));
        });
        return found;
    }

    /// <summary>The network with every node's value as an output.</summary>
    private static Graph Watched(Graph network)
    {
        var watched = new Graph();
        foreach (var input in network.Inputs)
            watched.AddInput(input);
        foreach (var parameter in network.Parameters.Values)
            watched.AddParameter(parameter);
        foreach (var node in network.Nodes)
            watched.AddNode(node.Operation, node.Inputs, node.Outputs);
        foreach (var value in network.Nodes.SelectMany(node => node.Outputs))
            watched.AddOutput(value);
        return watched;
    }
}
