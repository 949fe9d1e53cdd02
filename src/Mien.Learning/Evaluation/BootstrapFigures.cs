namespace Mien.Learning.Evaluation;

/// <summary>95 % percentile intervals over rows drawn with replacement.</summary>
/// <param name="Draws">How often as many rows were drawn as there are.</param>
/// <param name="Seed">What the draws started from.</param>
/// <param name="Accuracy">Low and high.</param>
/// <param name="MacroF1">Low and high.</param>
public sealed record BootstrapFigures(int Draws, int Seed, IReadOnlyList<double> Accuracy, IReadOnlyList<double> MacroF1);
