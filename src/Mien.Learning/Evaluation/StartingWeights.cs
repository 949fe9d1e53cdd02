namespace Mien.Learning.Evaluation;

/// <summary>The weights that a run started from.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Digest">The SHA-256 of the file.</param>
/// <param name="Taken">The network's arrays that it gave …</param>
/// <param name="Arrays">… of so many.</param>
public sealed record StartingWeights(string File, string Digest, int Taken, int Arrays);
