namespace Mien.Neural.Optimization;

/// <summary>Rewrites a network for inference: the same results with fewer and larger steps. The graph given is not changed; parameters may be shared.</summary>
internal static class GraphOptimizer
{
    /// <summary>Applies all passes in the order in which each profits from those before it.</summary>
    public static Graph Optimize(Graph graph)
    {
        graph = IdentityRemoval.Apply(graph);
        graph = PaddingFusion.Apply(graph);
        graph = BatchNormalizationFolding.Apply(graph);
        graph = ResidualFusion.Apply(graph);
        graph = ActivationFusion.Apply(graph);
        return InferenceMarking.Apply(graph);
    }
}
