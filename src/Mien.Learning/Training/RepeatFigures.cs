namespace Mien.Learning.Training;

/// <summary>An output's figures over several runs of a recipe, each on the rows that chose in it.</summary>
/// <param name="Accuracy">The accuracies.</param>
/// <param name="MacroF1">The mean F1s of the classes.</param>
/// <param name="Loss">The losses.</param>
public sealed record RepeatFigures(MeanDeviation Accuracy, MeanDeviation MacroF1, MeanDeviation Loss)
{
    /// <summary>Reads the figures of finished runs, by output.</summary>
    /// <param name="runs">Their folders, at least one.</param>
    /// <exception cref="IOException">A run has no figures.</exception>
    public static IReadOnlyDictionary<string, RepeatFigures> Of(IEnumerable<RunFolder> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var figures = runs.SelectMany(run => RunMetrics.Read(run).Training.Choose).GroupBy(output => output.Key, output => output.Value, StringComparer.Ordinal);
        return figures.ToDictionary(
            output => output.Key,
            output => new RepeatFigures(
                MeanDeviation.Of([.. output.Select(f => f.Accuracy)]), MeanDeviation.Of([.. output.Select(f => f.MacroF1)]), MeanDeviation.Of([.. output.Select(f => f.Loss)])));
    }
}
