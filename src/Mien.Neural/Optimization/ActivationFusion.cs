using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>Lets a convolution apply the activation function after it, and a sum or product a ReLU.</summary>
internal static class ActivationFusion
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is not { Operation: Activation activation } node || !draft.HasOneReader(node.Inputs[0]))
                continue;
            var slot = draft.ProducerOf(node.Inputs[0]);
            if (slot < 0 || Fused(draft[slot]!.Operation, activation.Function) is not { } operation)
                continue;
            draft.Put(slot, new Node(operation, draft[slot]!.Inputs, node.Outputs));
            draft.Remove(i);
        }
        return draft.ToGraph();
    }

    private static Operation? Fused(Operation operation, ActivationFunction function) => operation switch
    {
        Convolution { Activation: null } o => o with { Activation = function },
        Binary { FuseRelu: false } o when function.Kind == ActivationKind.Relu => o with { FuseRelu = true },
        _ => null,
    };
}
