using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>Takes out what does nothing in inference: dropout, casts and reshapes to what the value is already.</summary>
internal static class IdentityRemoval
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        var types = graph.InferTypes(1);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < draft.Count; i++)
        {
            var node = draft[i]!;
            if (!IsIdentity(node, types))
                continue;
            var (input, output) = (Resolve(node.Inputs[0]), node.Outputs[0]);
            if (!graph.Outputs.Contains(output))
                names[output] = input;
            else if (draft.ProducerOf(input) >= 0 && !graph.Outputs.Contains(input))
                names[input] = output; // The value before takes the name that the graph promises.
            else
                continue;
            draft.Remove(i);
        }
        return draft.ToGraph(Resolve);

        string Resolve(string name)
        {
            while (names.TryGetValue(name, out var other))
                name = other;
            return name;
        }
    }

    private static bool IsIdentity(Node node, Dictionary<string, TensorType> types) => node.Operation switch
    {
        Dropout => true,
        Cast => types[node.Inputs[0]].Equals(types[node.Outputs[0]]),
        Flatten or ReshapeSample => types[node.Inputs[0]].Equals(types[node.Outputs[0]]),
        _ => false,
    };
}
