using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>Lets a convolution add the residual itself: a sum whose one side is the result of a convolution that nothing else reads.</summary>
internal static class ResidualFusion
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        var types = graph.InferTypes(1);
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is { Operation: Binary { Kind: BinaryKind.Add } } node && types[node.Inputs[0]].Equals(types[node.Inputs[1]]))
                Fuse(draft, i, node);
        }
        return draft.ToGraph();
    }

    private static void Fuse(GraphDraft draft, int slot, Node sum)
    {
        // The side that is made last, so that the other one is there when the convolution runs in the sum's place.
        var side = draft.ProducerOf(sum.Inputs[1]) > draft.ProducerOf(sum.Inputs[0]) ? 1 : 0;
        if (!CanAdd(draft, sum.Inputs[side]))
            side = 1 - side;
        var residual = sum.Inputs[1 - side];
        if (!CanAdd(draft, sum.Inputs[side]) || draft.Parameter(residual) is not null)
            return;
        var slotBefore = draft.ProducerOf(sum.Inputs[side]);
        var (operation, inputs) = ((Convolution)draft[slotBefore]!.Operation, draft[slotBefore]!.Inputs);
        var relu = ((Binary)sum.Operation).FuseRelu ? new ActivationFunction(ActivationKind.Relu) : null;
        draft.Remove(slotBefore);
        draft.Put(slot, new Node(operation with { HasResidual = true, Activation = relu }, [.. inputs, residual], sum.Outputs));
    }

    private static bool CanAdd(GraphDraft draft, string value) =>
        draft.HasOneReader(value) && draft.ProducerOf(value) is >= 0 and var slot &&
        draft[slot] is { Operation: Convolution { HasResidual: false, Activation: null } };
}
