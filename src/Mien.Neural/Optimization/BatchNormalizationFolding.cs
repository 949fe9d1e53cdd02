using Mien.Compute;
using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>
/// Folds batch normalisation with given statistics into the convolution or fully connected layer before it: the weights are scaled, the shift becomes
/// the bias (Jacob 2018, section 3.2). Computed in f64. It stays where something else reads the layer's result too, or a function stands between.
/// </summary>
internal static class BatchNormalizationFolding
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is { Operation: BatchNormalization } node)
                Fold(draft, i, node);
        }
        return draft.ToGraph();
    }

    private static void Fold(GraphDraft draft, int slot, Node normalization)
    {
        var slotBefore = draft.ProducerOf(normalization.Inputs[0]);
        if (slotBefore < 0 || !draft.HasOneReader(normalization.Inputs[0]) || draft[slotBefore] is not { } layer)
            return;
        if (!IsFoldable(layer.Operation, out var hasBias) || draft.Parameter(layer.Inputs[1]) is not { } weight)
            return;
        var bias = hasBias ? draft.Parameter(layer.Inputs[2]) : null;
        if ((hasBias && bias is null) || Factors.Of(draft, normalization) is not { } factors)
            return;
        var (scaled, shifted) = (factors.Scale(weight, RowStride(layer.Operation, weight.Shape)), factors.Shift(bias));
        var newWeight = draft.Add($"{weight.Name}.folded", ParameterKind.Weight, weight.Shape, scaled);
        var newBias = draft.Add($"{bias?.Name ?? weight.Name}.shift", ParameterKind.Bias, new Shape(shifted.Length), shifted);
        draft.Put(slotBefore, new Node(WithBias(layer.Operation), [layer.Inputs[0], newWeight, newBias], normalization.Outputs));
        draft.Remove(slot);
    }

    private static bool IsFoldable(Operation operation, out bool hasBias)
    {
        hasBias = operation is Convolution { HasBias: true } or MatMul { HasBias: true };
        return operation is Convolution { Activation: null, HasResidual: false } or MatMul { TransposeA: false };
    }

    private static Operation WithBias(Operation operation) => operation switch
    {
        Convolution o => o with { HasBias = true },
        MatMul o => o with { HasBias = true },
        _ => operation,
    };

    /// <summary>How many weights in a row belong to one output; 1 means that the outputs alternate.</summary>
    private static int RowStride(Operation operation, Shape weight) =>
        operation is MatMul { TransposeB: false } ? 1 : weight.Count / weight[0];

    /// <summary>What a normalisation multiplies and adds, by channel.</summary>
    private sealed record Factors(double[] Multiply, double[] Add)
    {
        public static Factors? Of(GraphDraft draft, Node node)
        {
            var epsilon = ((BatchNormalization)node.Operation).Epsilon;
            if (draft.Parameter(node.Inputs[1]) is not { } scale || draft.Parameter(node.Inputs[2]) is not { } shift ||
                draft.Parameter(node.Inputs[3]) is not { } mean || draft.Parameter(node.Inputs[4]) is not { } variance)
            {
                return null;
            }
            var (multiply, add) = (new double[scale.Values.Length], new double[scale.Values.Length]);
            for (var c = 0; c < multiply.Length; c++)
            {
                multiply[c] = scale.Values[c] / Math.Sqrt((double)variance.Values[c] + epsilon);
                add[c] = shift.Values[c] - (mean.Values[c] * multiply[c]);
            }
            return new Factors(multiply, add);
        }

        public float[] Scale(Parameter weight, int stride)
        {
            var values = new float[weight.Values.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)(weight.Values[i] * Multiply[i / stride % Multiply.Length]);
            return values;
        }

        public float[] Shift(Parameter? bias) =>
            [.. Add.Select((a, c) => (float)(a + ((bias?.Values[c] ?? 0) * Multiply[c])))];
    }
}
