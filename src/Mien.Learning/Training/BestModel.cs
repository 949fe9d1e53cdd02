using System.Globalization;
using System.Text.Json;
using Mien.Emotions.Models;
using Mien.Learning.Evaluation;
using Mien.Learning.Metrics;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Neural;
using Mien.Neural.Onnx;

namespace Mien.Learning.Training;

/// <summary>Writes the best epoch's network as a model file: calibrated on the rows that chose it, with all that is known of how it came to be.</summary>
/// <param name="recipe">What is learned.</param>
/// <param name="data">The rows.</param>
/// <param name="folder">Where the model goes.</param>
/// <param name="precision">"f32" or "bf16".</param>
/// <param name="backend">Whose kernels ran.</param>
/// <param name="ancestors">What the models that the run learns from have seen; null where they do not say.</param>
/// <param name="testSelection">The mark that the run carries.</param>
internal sealed class BestModel(
    Recipe recipe, TrainingData data, RunFolder folder, string precision, string backend, TrainingRecord? ancestors, bool testSelection)
{
    private readonly Lazy<string> rows = new(() => TrainingRecord.Create(data.Train, data.Choose, testSelection).Including(ancestors).ToText());

    /// <summary>The weights that the run started from; null where these are random.</summary>
    public StartingWeights? StartedFrom { get; init; }

    /// <summary>Replaces the model and its figures.</summary>
    /// <param name="network">The network with the weights to keep.</param>
    /// <param name="logits">Its logits for the rows that choose, one array an output.</param>
    /// <param name="figures">Its figures there.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    public void Save(Graph network, float[][] logits, IReadOnlyDictionary<string, OutputFigures> figures, int epoch)
    {
        var fits = data.ChooseTargets.Select((targets, i) => CalibrationFit.Of(targets, logits[i])).ToList();
        var facts = Facts(figures, epoch);
        new ModelMetadata
        {
            Outputs = [.. recipe.Outputs.Select((o, i) => new ModelOutput(o.Name, TrainingData.LabelsOf(o), fits[i].Temperature))],
            Input = new ModelInput { Size = recipe.Input.Size, Channels = recipe.Input.Channels, Mean = [recipe.Input.Mean], Std = [recipe.Input.Std] },
            Training = facts.ToJson(),
        }.WriteTo(network.Metadata);
        Write(network, facts, recipe.Outputs.Select((o, i) => KeyValuePair.Create(o.Name, fits[i])).ToDictionary());
    }

    /// <summary>Makes the model that a run has already, and its figures, ones of this recipe, where the run goes on for more epochs: it is the best of those too until a better one comes.</summary>
    public void Restate()
    {
        if (!File.Exists(folder.Best) || !File.Exists(folder.Metrics) || RunMetrics.Read(folder) is var kept && kept.Training.RecipeDigest == recipe.Digest)
            return;
        var network = OnnxReader.Read(folder.Best);
        var facts = Facts(kept.Training.Choose, kept.Training.Epoch);
        (ModelMetadata.Read(network.Metadata, folder.Best) with { Training = facts.ToJson() }).WriteTo(network.Metadata);
        Write(network, facts, kept.Calibration);
    }

    private void Write(Graph network, TrainingFacts facts, IReadOnlyDictionary<string, CalibrationFit> calibration)
    {
        OnnxWriter.Write(network, folder.Best);
        AtomicFile.Write(folder.Metrics, s => JsonSerializer.Serialize(s, new RunMetrics(facts with { Rows = string.Empty }, calibration), TrainingJson.Default.RunMetrics));
    }

    private string MetricName => recipe.Selection.Metric switch
    {
        SelectionMetric.MacroF1 => "macro F1",
        SelectionMetric.Loss => "loss",
        SelectionMetric.MacroPrecision => "macro precision",
        SelectionMetric.MacroRecall => "macro recall",
        SelectionMetric.WeightedF1 => "weighted F1",
        SelectionMetric.Top2Accuracy => "top-2 accuracy",
        SelectionMetric.Kappa => "kappa",
        SelectionMetric.RocAuc => "ROC AUC",
        SelectionMetric.Ece => "calibration error",
        _ => "accuracy",
    };

    private TrainingFacts Facts(IReadOnlyDictionary<string, OutputFigures> figures, int epoch) => new()
    {
        Recipe = recipe.Name,
        RecipeDigest = recipe.Digest,
        TrainedDigest = data.Train.Digest,
        ChosenDigest = data.Choose.Digest,
        Selection = string.Create(CultureInfo.InvariantCulture, $"best of {(recipe.Stopping is null ? string.Empty : "up to ")}{recipe.Training.Epochs} epochs by the mean {MetricName} of its outputs on {recipe.Split.ChooseText()} ({data.Choose.Count} rows), which also gave the temperatures"),
        TestSelection = testSelection,
        Epoch = epoch,
        Epochs = recipe.Training.Epochs,
        Precision = precision,
        Backend = backend,
        StartedFrom = StartedFrom,
        Choose = figures,
        Rows = rows.Value,
    };
}

/// <summary>The content of <c>metrics.json</c>.</summary>
/// <param name="Training">How the model came to be; without the rows.</param>
/// <param name="Calibration">The temperature of each output.</param>
internal sealed record RunMetrics(TrainingFacts Training, IReadOnlyDictionary<string, CalibrationFit> Calibration)
{
    /// <summary>Reads the figures of a run.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static RunMetrics Read(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.Metrics), TrainingJson.Default.RunMetrics) ?? throw new JsonException("it is empty");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{folder.Metrics} is damaged: {fault.Message}", fault);
        }
    }
}
