using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>
/// Folds batch normalisation with given statistics into a convolution or fully connected layer beside it: the weights are scaled, the shift goes into the
/// bias (Jacob 2018, section 3.2). Computed in f64. Into the layer before it, where nothing else reads that one's result; otherwise into the layer
/// after it, where nothing else reads the normalised values and no padding with zeros, which are not normalised, comes in between.
/// </summary>
internal static class BatchNormalizationFolding
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is { Operation: BatchNormalization } node)
                FoldBackward(draft, i, node);
        }
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is { } node && node.Operation is Convolution or MatMul)
                FoldForward(draft, i, node);
        }
        return draft.ToGraph();
    }

    private static void FoldBackward(GraphDraft draft, int slot, Node normalization)
    {
        var before = draft.ProducerOf(normalization.Inputs[0]);
        if (before < 0 || !draft.HasOneReader(normalization.Inputs[0]) || draft[before] is not { } layer || layer.Operation is Convolution { Activation: not null } or Convolution { HasResidual: true })
            return;
        if (LayerWeights.Of(draft, layer) is not { } weights || NormalizationFactors.Of(draft, normalization) is not { } factors || !weights.GivesChannels(factors.Add.Length))
            return;
        var (weight, bias) = weights.AddWithResults(draft, factors);
        draft.Put(before, new Node(WithBias(layer.Operation), [layer.Inputs[0], weight, bias], normalization.Outputs));
        draft.Remove(slot);
    }

    private static void FoldForward(GraphDraft draft, int slot, Node layer)
    {
        var before = draft.ProducerOf(layer.Inputs[0]);
        if (before < 0 || !draft.HasOneReader(layer.Inputs[0]) || IsPadded(layer.Operation) || draft[before] is not { Operation: BatchNormalization } normalization)
            return;
        if (LayerWeights.Of(draft, layer) is not { } weights || NormalizationFactors.Of(draft, normalization) is not { } factors || !weights.TakesChannels(factors.Add.Length))
            return;
        var (weight, bias) = weights.AddWithInput(draft, factors);
        var residual = layer.Operation is Convolution { HasResidual: true } ? layer.Inputs[^1..] : [];
        draft.Put(slot, new Node(WithBias(layer.Operation), [normalization.Inputs[0], weight, bias, .. residual], layer.Outputs));
        draft.Remove(before);
    }

    private static bool IsPadded(Operation operation) =>
        operation is Convolution { Window: var window } && (window.PadBegin != default || window.PadEnd != default);

    private static Operation WithBias(Operation operation) => operation switch
    {
        Convolution o => o with { HasBias = true },
        MatMul o => o with { HasBias = true },
        _ => operation,
    };
}
