namespace Mien.Faces.Haar;

/// <summary>One question of a weak tree. A child above zero is a node of the same tree, one of zero and less is the leaf of the negated index.</summary>
internal readonly record struct HaarNode(int Left, int Right, int Feature, float Threshold);
