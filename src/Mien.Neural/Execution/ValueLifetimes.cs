using Mien.Compute.Operations;

namespace Mien.Neural.Execution;

/// <summary>Until which node a value is needed, under its own name or under one that may stand for the same memory.</summary>
internal sealed class ValueLifetimes
{
    private readonly Dictionary<string, string> origins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lastReads = new(StringComparer.Ordinal);

    public ValueLifetimes(Graph graph)
    {
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            foreach (var input in node.Inputs)
                lastReads[OriginOf(input)] = i;
            if (node.Operation is Cast or Reshape or ReshapeSample or Flatten or Dropout)
                origins[node.Outputs[0]] = OriginOf(node.Inputs[0]);
        }
        foreach (var output in graph.Outputs)
            lastReads[OriginOf(output)] = int.MaxValue;
    }

    /// <summary>Whether a node after the one at an index, or the caller, reads a value.</summary>
    public bool IsReadAfter(string value, int node) => lastReads.GetValueOrDefault(OriginOf(value), -1) > node;

    private string OriginOf(string value) => origins.GetValueOrDefault(value, value);
}
