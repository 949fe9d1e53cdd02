using System.Text.Json;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>The figures of a recipe that was repeated with several seeds, on the rows that chose each run's epoch.</summary>
/// <param name="Seeds">The seeds.</param>
/// <param name="Outputs">The figures of each output.</param>
public sealed record SeedSummary(IReadOnlyList<int> Seeds, IReadOnlyDictionary<string, RepeatFigures> Outputs)
{
    /// <summary>Writes the summary as JSON.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, TrainingJson.Default.SeedSummary));
}
