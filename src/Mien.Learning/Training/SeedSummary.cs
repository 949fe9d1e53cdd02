using System.Text.Json;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>A figure over several runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample's standard deviation, with n − 1; 0 of one run.</param>
public sealed record MeanDeviation(double Mean, double Deviation)
{
    /// <summary>Computes both.</summary>
    public static MeanDeviation Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var mean = values.Average();
        return new(mean, values.Count < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}

/// <summary>An output's figures over several runs, on the rows that choose.</summary>
/// <param name="Accuracy">The accuracies.</param>
/// <param name="MacroF1">The mean F1s of the classes.</param>
/// <param name="Loss">The losses.</param>
public sealed record SeedFigures(MeanDeviation Accuracy, MeanDeviation MacroF1, MeanDeviation Loss);

/// <summary>The figures of a recipe that was repeated with several seeds, on the rows that chose each run's epoch.</summary>
/// <param name="Seeds">The seeds.</param>
/// <param name="Outputs">The figures of each output.</param>
public sealed record SeedSummary(IReadOnlyList<int> Seeds, IReadOnlyDictionary<string, SeedFigures> Outputs)
{
    /// <summary>Reads the figures of finished runs.</summary>
    /// <param name="runs">The seeds and the folders of their runs.</param>
    /// <exception cref="IOException">A run has no figures.</exception>
    public static SeedSummary Of(IReadOnlyList<KeyValuePair<int, RunFolder>> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var figures = runs.SelectMany(run => RunMetrics.Read(run.Value).Training.Choose).GroupBy(output => output.Key, output => output.Value, StringComparer.Ordinal);
        return new([.. runs.Select(run => run.Key)], figures.ToDictionary(
            output => output.Key,
            output => new SeedFigures(
                MeanDeviation.Of([.. output.Select(f => f.Accuracy)]), MeanDeviation.Of([.. output.Select(f => f.MacroF1)]), MeanDeviation.Of([.. output.Select(f => f.Loss)]))));
    }

    /// <summary>Writes the summary as JSON.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, TrainingJson.Default.SeedSummary));
}
