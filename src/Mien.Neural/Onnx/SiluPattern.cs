using Mien.Compute.Operations;
using Mien.Neural.Optimization;

namespace Mien.Neural.Onnx;

/// <summary>Makes one SiLU of a value's product with its own sigmoid: ONNX has no operator for it before opset 24, so that exporters write two.</summary>
internal static class SiluPattern
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        var found = false;
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is not { Operation: Binary { Kind: BinaryKind.Multiply } } product)
                continue;
            var gate = Gate(draft, product, 1) ?? Gate(draft, product, 0);
            if (gate is null)
                continue;
            draft.Put(i, new Node(new Activation(new ActivationFunction(ActivationKind.Silu)), draft[gate.Value]!.Inputs, product.Outputs));
            draft.Remove(gate.Value);
            found = true;
        }
        return found ? draft.ToGraph() : graph;
    }

    /// <summary>The place of the sigmoid that one side of a product is, where it is that of the other side and nothing else reads it.</summary>
    private static int? Gate(GraphDraft draft, Node product, int side)
    {
        var slot = draft.ProducerOf(product.Inputs[side]);
        var isGate = slot >= 0 && draft[slot] is { Operation: Activation { Function.Kind: ActivationKind.Sigmoid } } gate
            && gate.Inputs[0] == product.Inputs[1 - side] && draft.HasOneReader(gate.Outputs[0]);
        return isGate ? slot : null;
    }
}
