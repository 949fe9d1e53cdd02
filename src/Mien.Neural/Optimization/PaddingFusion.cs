using Mien.Compute.Operations;

namespace Mien.Neural.Optimization;

/// <summary>Lets a convolution pad its input itself, where a border of zeros is put around it first: TensorFlow's exports have many of those.</summary>
internal static class PaddingFusion
{
    public static Graph Apply(Graph graph)
    {
        var draft = new GraphDraft(graph);
        for (var i = 0; i < draft.Count; i++)
        {
            if (draft[i] is not { Operation: Convolution operation } node || !draft.HasOneReader(node.Inputs[0]))
                continue;
            var before = draft.ProducerOf(node.Inputs[0]);
            if (before < 0 || draft[before] is not { Operation: Padding { Value: 0 } padding } pad)
                continue;
            var window = operation.Window with
            {
                PadBegin = Sum(operation.Window.PadBegin, padding.Begin),
                PadEnd = Sum(operation.Window.PadEnd, padding.End),
            };
            draft.Put(i, node with { Operation = operation with { Window = window }, Inputs = node.Inputs.SetItem(0, pad.Inputs[0]) });
            draft.Remove(before);
        }
        return draft.ToGraph();
    }

    private static Size2 Sum(Size2 a, Size2 b) => new(a.Height + b.Height, a.Width + b.Width);
}
