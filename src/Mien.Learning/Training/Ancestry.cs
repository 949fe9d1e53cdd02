using Mien.Emotions.Models;
using Mien.Learning.Evaluation;
using Mien.Learning.Protocol;
using Mien.Neural;
using Mien.Neural.Onnx;

namespace Mien.Learning.Training;

/// <summary>
/// What the models that a run learns from have seen: the one whose weights it starts with, and its teachers. Their rows count as the run's own, or a body
/// trained on the test set could pass it on unseen.
/// </summary>
internal static class Ancestry
{
    /// <summary>The records of the models, as one.</summary>
    /// <param name="paths">Files of weights; those that are no ONNX models of a Mien run say nothing.</param>
    /// <returns>Null where none of them says what it has seen.</returns>
    /// <exception cref="ModelFormatException">A file is no model.</exception>
    /// <exception cref="InvalidDataException">A model's record is damaged or of a newer version.</exception>
    public static TrainingRecord? Of(IEnumerable<string> paths)
    {
        TrainingRecord? all = null;
        foreach (var path in paths)
        {
            if (RecordOf(path) is { } record)
                all = record.Including(all);
        }
        return all;
    }

    private static TrainingRecord? RecordOf(string path)
    {
        if (!WeightsFile.IsOnnx(path) || !File.Exists(path))
            return null;
        var training = OnnxReader.Read(path).Metadata.GetValueOrDefault(MetadataKeys.Training);
        return TrainingFacts.Parse(training) is { } facts ? facts.Record().Including(null, facts.TestSelection) : null;
    }
}
