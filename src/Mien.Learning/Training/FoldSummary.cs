using System.Text.Json;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>The figures of a recipe that was trained once for each of several folds, on the fold that chose in each run.</summary>
/// <param name="Folds">The folds, from 1.</param>
/// <param name="Outputs">The figures of each output.</param>
public sealed record FoldSummary(IReadOnlyList<int> Folds, IReadOnlyDictionary<string, RepeatFigures> Outputs)
{
    /// <summary>Writes the summary as JSON.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, TrainingJson.Default.FoldSummary));
}
