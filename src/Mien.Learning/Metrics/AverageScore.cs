namespace Mien.Learning.Metrics;

/// <summary>Precision, recall and F1 averaged over classes or pictures; a ratio without a denominator is 0, as in scikit-learn.</summary>
/// <param name="Precision">0 to 1.</param>
/// <param name="Recall">0 to 1.</param>
/// <param name="F1">0 to 1.</param>
public sealed record AverageScore(double Precision, double Recall, double F1)
{
    internal static AverageScore Zero { get; } = new(0, 0, 0);
}
