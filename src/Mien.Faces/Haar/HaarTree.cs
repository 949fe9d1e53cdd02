namespace Mien.Faces.Haar;

/// <summary>A weak classifier: children lie behind their parents, so a walk from the root always ends.</summary>
internal sealed record HaarTree(HaarNode[] Nodes, float[] Leaves);
