namespace Mien.Faces.Haar;

/// <summary>A boosted cascade over windows of fixed size (Viola and Jones 2001, in the form that OpenCV stores).</summary>
internal sealed record HaarCascade(int Width, int Height, HaarStage[] Stages, HaarFeature[] Features)
{
    /// <summary>Whether every tree asks one question, which the quick path needs.</summary>
    public bool IsStumps { get; } = Stages.All(stage => stage.Trees.All(tree => tree.Nodes.Length == 1));
}
