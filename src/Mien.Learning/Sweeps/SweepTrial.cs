using Mien.Learning.Training;

namespace Mien.Learning.Sweeps;

/// <summary>A trial of a sweep that has ended.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Overrides">What it changed in the recipe.</param>
/// <param name="Score">
/// What trials are compared by, larger is better: the recipe's selection metric on the rows that choose, its mean and deviation over the seeds; null where the
/// trial failed.
/// </param>
/// <param name="Epochs">The epoch that was kept with each seed, from 1; empty where the trial failed.</param>
/// <param name="Figures">The figures of each output on the rows that choose, over the seeds; empty where the trial failed.</param>
/// <param name="Fault">Why it failed, or null.</param>
public sealed record SweepTrial(
    int Number, IReadOnlyList<string> Overrides, MeanDeviation? Score, IReadOnlyList<int> Epochs, IReadOnlyDictionary<string, RepeatFigures> Figures, string? Fault);
