namespace Mien.Cli.Commands;

/// <summary>What <c>mien bench train --json</c> writes for a recipe with several phases.</summary>
internal sealed record BenchPhasesReport(string Net, IReadOnlyList<BenchTrainReport> Phases);
