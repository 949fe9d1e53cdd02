using Mien.Compute.Operations;
using Mien.Neural.Operators;
using Mien.Neural.Optimization;

namespace Mien.Neural.Onnx;

/// <summary>
/// Makes one SiLU of a value's product with its own sigmoid, and one hard swish of that with its own hard sigmoid: ONNX has no operator for the first before
/// opset 24 and none for the second before 14, so that exporters write two.
/// </summary>
internal static class GatePattern
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        var found = false;
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is not { Operation: Binary { Kind: BinaryKind.Multiply } } product || draft.Parameter(product.Inputs[1]) is not null)
                continue;
            var (value, kind, gate) = Gate(draft, product, 1) ?? Gate(draft, product, 0) ?? default;
            if (gate is null)
                continue;
            draft.Put(i, new Node(new Activation(new ActivationFunction(kind)), [value], product.Outputs));
            gate.ForEach(draft.Remove);
            found = true;
        }
        return found ? draft.ToGraph() : graph;
    }

    /// <summary>The places of the gate that one side of a product is, where it is that of the other side and nothing else reads it.</summary>
    private static (string Value, ActivationKind Kind, List<int> Places)? Gate(GraphDraft draft, Node product, int side)
    {
        var (gate, value) = (product.Inputs[side], product.Inputs[1 - side]);
        if (Only(draft, gate) is not (>= 0 and var slot))
            return null;
        if (draft[slot] is { Operation: Activation { Function.Kind: ActivationKind.Sigmoid } } sigmoid)
            return sigmoid.Inputs[0] == value ? (value, ActivationKind.Silu, [slot]) : null;
        return HardSigmoid(draft, slot) is { } hard && hard.Value == value ? (value, ActivationKind.HardSwish, hard.Places) : null;
    }

    /// <summary>ReLU6(x + 3) / 6, as <see cref="ActivationOperator"/> reads a hard sigmoid and as some exporters write it out.</summary>
    private static (string Value, List<int> Places)? HardSigmoid(GraphDraft draft, int slot)
    {
        if (!Is(draft, slot, BinaryKind.Multiply, 1f / 6))
            return null;
        var clip = Only(draft, draft[slot]!.Inputs[0]);
        if (clip < 0 || draft[clip] is not { Operation: Activation { Function.Kind: ActivationKind.Relu6 } })
            return null;
        var sum = Only(draft, draft[clip]!.Inputs[0]);
        return sum >= 0 && Is(draft, sum, BinaryKind.Add, 3) ? (draft[sum]!.Inputs[0], [slot, clip, sum]) : null;
    }

    /// <summary>Whether a node adds one number to all elements, or multiplies them by it.</summary>
    private static bool Is(GraphDraft draft, int slot, BinaryKind kind, float number) =>
        draft[slot] is { Operation: Binary { FuseRelu: false } operation } node && operation.Kind == kind
        && draft.Parameter(node.Inputs[1])?.Values is [var stored] && Math.Abs(stored - number) <= 1e-6f * number;

    /// <summary>The place of the node that makes a value which one node alone reads, or −1.</summary>
    private static int Only(GraphDraft draft, string value) => draft.HasOneReader(value) ? draft.ProducerOf(value) : -1;
}
