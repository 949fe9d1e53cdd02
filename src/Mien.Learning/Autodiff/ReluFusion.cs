using Mien.Compute.Operations;
using Mien.Neural;

namespace Mien.Learning.Autodiff;

/// <summary>Finds the ReLUs that can melt into the batch norm or the sum before them, because nothing else reads that one's result.</summary>
internal sealed class ReluFusion
{
    private readonly Dictionary<Node, Node> reluAfter = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Node> melted = new(ReferenceEqualityComparer.Instance);

    public ReluFusion(Graph network)
    {
        var readers = network.Nodes.SelectMany(n => n.Inputs.Select(i => (Value: i, Node: n))).ToLookup(r => r.Value, r => r.Node);
        foreach (var node in network.Nodes.Where(n => n.Operation is BatchNormalization or Binary { Kind: BinaryKind.Add }))
        {
            var value = node.Outputs[0];
            if (network.Outputs.Contains(value) || readers[value].Take(2).ToList() is not [{ Operation: Activation { Function.Kind: ActivationKind.Relu } } relu])
                continue;
            reluAfter[node] = relu;
            melted.Add(relu);
        }
    }

    /// <summary>The ReLU that melts into a node, or null.</summary>
    public Node? ReluAfter(Node node) => reluAfter.GetValueOrDefault(node);

    /// <summary>Whether a node is a ReLU that melts into the one before it.</summary>
    public bool IsMelted(Node node) => melted.Contains(node);
}
