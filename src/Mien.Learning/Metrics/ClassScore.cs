namespace Mien.Learning.Metrics;

/// <summary>How well one class is recognised; a ratio without a denominator is 0, as in scikit-learn.</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">The share of its predictions that is right.</param>
/// <param name="Recall">The share of its pictures that is found.</param>
/// <param name="F1">The harmonic mean of both.</param>
/// <param name="Support">The number of its pictures.</param>
public sealed record ClassScore(string Label, double Precision, double Recall, double F1, long Support);
