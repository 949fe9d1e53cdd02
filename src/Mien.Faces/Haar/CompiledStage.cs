namespace Mien.Faces.Haar;

/// <summary>The part of a compiled cascade that is one stage.</summary>
internal readonly record struct CompiledStage(int FirstNode, int FirstTree, int Nodes, int Trees, float Threshold);
