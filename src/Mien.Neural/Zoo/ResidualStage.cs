namespace Mien.Neural.Zoo;

/// <summary>Blocks of one width; the first of them has the stride.</summary>
internal readonly record struct ResidualStage(int Width, int Blocks, int Stride);
