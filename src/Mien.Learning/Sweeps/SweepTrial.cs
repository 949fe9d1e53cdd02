using Mien.Learning.Evaluation;

namespace Mien.Learning.Sweeps;

/// <summary>A trial of a sweep that has ended.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Overrides">What it changed in the recipe.</param>
/// <param name="Score">What trials are compared by, larger is better: the recipe's selection metric on the rows that choose; null where the trial failed.</param>
/// <param name="Epoch">The epoch that was kept, from 1; 0 where the trial failed.</param>
/// <param name="Figures">The figures of each output on the rows that choose; empty where the trial failed.</param>
/// <param name="Fault">Why it failed, or null.</param>
public sealed record SweepTrial(
    int Number, IReadOnlyList<string> Overrides, double? Score, int Epoch, IReadOnlyDictionary<string, OutputFigures> Figures, string? Fault);
