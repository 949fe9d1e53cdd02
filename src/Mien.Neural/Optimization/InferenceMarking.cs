using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>Tells convolutions that no gradient will be asked for.</summary>
internal static class InferenceMarking
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is { Operation: Convolution operation } node)
                draft.Put(i, node with { Operation = operation with { ForInference = true } });
        }
        return draft.ToGraph();
    }
}
