using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Neural;

namespace Mien.Learning.Evaluation;

/// <summary>Measures models one after the other on the same rows: their figures, their size and their time.</summary>
public sealed class ModelComparer
{
    private readonly EvaluationOptions options;
    private readonly TimeProvider time;

    /// <summary>A comparer.</summary>
    /// <param name="options">How models are measured.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public ModelComparer(EvaluationOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.time) = (options, time ?? TimeProvider.System);
    }

    /// <summary>Loads each model once, measures it and times it on one face.</summary>
    /// <param name="models">At least one: what the user calls it, and its file, ONNX or a classical model's.</param>
    /// <param name="data">The rows, with labels or votes as the protocol needs.</param>
    /// <param name="split">What the caller calls the rows.</param>
    /// <param name="known">All rows that are at hand, in which the models' training rows are looked for; null for none.</param>
    /// <param name="seconds">How long each model is timed.</param>
    /// <param name="onModel">Told a model's name before it is measured.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The models, sorted.</returns>
    /// <exception cref="DataFormatException">The rows lack labels, votes, or a class that the models share.</exception>
    /// <exception cref="ProtocolException">A model has seen the rows, and that was not allowed.</exception>
    /// <exception cref="ModelFormatException">A file is no model that can be used.</exception>
    /// <exception cref="NotFiniteNumberException">A model's numbers overflow for a row; the text names both.</exception>
    public IReadOnlyList<ComparedRow> Compare(
        IReadOnlyList<KeyValuePair<string, string>> models, Dataset data, string split, Dataset? known, double seconds, Action<string>? onModel = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(data);
        if (models.Count == 0)
            throw new ArgumentException("There is no model to measure.", nameof(models));
        var evaluator = new Evaluator(options, time);
        var truth = evaluator.TruthOf(data);
        var loaded = new List<EvaluatedModel>();
        try
        {
            foreach (var (_, path) in models)
                loaded.Add(EvaluatedModel.Load(path, truth, data, options));
            truth = evaluator.Restrict(truth, loaded, data);
            var measured = new List<ComparedModel>();
            for (var i = 0; i < loaded.Count; i++)
            {
                onModel?.Invoke(models[i].Key);
                var evaluation = evaluator.Measure([loaded[i]], truth, data, split, known, cancellation);
                var milliseconds = loaded[i].MillisecondsPerFace(seconds, time, cancellation);
                measured.Add(new ComparedModel(models[i].Key, evaluation, loaded[i].Parameters, loaded[i].MultiplyAdds, milliseconds, new FileInfo(models[i].Value).Length));
                // Kernels and tensors of one model at a time.
                loaded[i].Dispose();
            }
            return ModelComparison.Sort(measured);
        }
        finally
        {
            loaded.ForEach(model => model.Dispose());
        }
    }
}
