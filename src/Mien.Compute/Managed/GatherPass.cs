using Mien.Compute.Operations;

namespace Mien.Compute.Managed;

/// <summary>A grid of results that all see the same taps: result(row, q) = Σₖ weight(row, k) · plane(offset(k) + q).</summary>
/// <param name="Offsets">Where the run of each tap begins, for the first group.</param>
/// <param name="Weights">Which weight each tap has, for row 0 of the first group.</param>
/// <param name="Size">Rows and columns of the grid.</param>
/// <param name="Origin">Where the grid begins in the target's plane.</param>
/// <param name="Step">Distance of the grid's points in the target's plane.</param>
internal sealed record GatherPass(int[] Offsets, int[] Weights, Size2 Size, Size2 Origin, Size2 Step);
