using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>Precision, recall and F1 in scikit-learn's four averages.</summary>
/// <param name="Micro">Over all decisions together.</param>
/// <param name="Macro">The mean over the classes that occur.</param>
/// <param name="Weighted">The mean over classes, weighted by support.</param>
/// <param name="Samples">The mean over pictures, as for one-hot rows.</param>
public sealed record AverageFigures(AverageScore Micro, AverageScore Macro, AverageScore Weighted, AverageScore Samples);
