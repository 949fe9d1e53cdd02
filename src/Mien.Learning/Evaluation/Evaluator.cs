using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Imaging;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Metrics;
using Mien.Learning.Protocol;
using Mien.Neural;

namespace Mien.Learning.Evaluation;

/// <summary>Measures a model on rows of data that it has not seen, and says so where it has.</summary>
public sealed class Evaluator
{
    private readonly EvaluationOptions options;
    private readonly TimeProvider time;

    /// <summary>An evaluator.</summary>
    /// <param name="options">How.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public Evaluator(EvaluationOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.time) = (options, time ?? TimeProvider.System);
    }

    /// <summary>Measures a model.</summary>
    /// <param name="modelPath">The ONNX file; null for the built-in model.</param>
    /// <param name="data">The rows, with labels or votes as the protocol needs.</param>
    /// <param name="split">What the caller calls the rows.</param>
    /// <param name="known">All rows that are at hand, in which the model's training rows are looked for; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DataFormatException">The rows lack labels, or votes where the protocol needs them.</exception>
    /// <exception cref="ProtocolException">The model has seen the rows, and that was not allowed.</exception>
    /// <exception cref="ModelFormatException">The file is no model that can be used.</exception>
    public EvaluationResult Evaluate(string? modelPath, Dataset data, string split, Dataset? known = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var truth = TruthOf(data);
        using var model = Load(modelPath, truth.Labels);
        var alignment = Align(model, truth, data);
        var facts = TrainingFacts.Parse(model.Metadata.Training);
        var rows = Enumerable.Range(0, data.Count).Where(truth.Has).ToArray();
        var counted = data.Where(new HashSet<Sample>(rows.Select(r => data[r]), ReferenceEqualityComparer.Instance).Contains);
        var seen = facts is null ? null : ProtocolGuard.CheckEvaluation(facts.Record(), counted, options.AllowSeenRows, known is null ? null : Without(known, data));
        var duplicates = facts is null || known is null ? null : DuplicatesOf(facts, counted, known, cancellation);
        Image[] pictures = [.. rows.Select(r => data[r].LoadPicture())];
        var start = time.GetTimestamp();
        var distributions = new FacePredictor(model, options).Predict(pictures, cancellation);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        var decisions = new Decisions([.. rows.Select(truth.LabelOf)], distributions, alignment);
        return new EvaluationResult
        {
            Accuracy = decisions.Accuracy(_ => true),
            Interval = decisions.Interval(),
            MacroF1 = decisions.MacroF1,
            WeightedF1 = decisions.WeightedF1,
            MicroF1 = decisions.Accuracy(_ => true),
            PerClass = decisions.PerClass,
            Confusion = decisions.ConfusionRows(),
            Labels = truth.Labels.Names,
            Count = rows.Length,
            Excluded = data.Count - rows.Length,
            Undetected = distributions.Count(d => d is null),
            Protocol = NameOf(options.Protocol),
            Split = split,
            Output = model.Output,
            Models = [model.Source],
            Tta = "none",
            Ece = decisions.CalibrationError(),
            DuplicatesInTraining = duplicates?.Count ?? (seen is null ? null : seen.Duplicates + seen.NearDuplicates),
            AccuracyWithoutDuplicates = duplicates is null ? null : decisions.Accuracy(i => !duplicates.IsDuplicate[i]),
            SecondsPerThousand = seconds * 1000 / Math.Max(1, rows.Length),
            Selection = facts?.Selection,
            TestSelection = facts?.TestSelection,
            DataDigest = counted.Digest,
            RemovedClasses = alignment.RemovedFromModel,
            UnknownClasses = alignment.UnknownToModel,
        };
    }

    /// <summary>The name that reports use for a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string NameOf(LabelProtocol protocol) => protocol switch
    {
        LabelProtocol.FerPlusMajority => "ferplus-majority",
        LabelProtocol.FerPlusPlurality => "ferplus-plurality",
        _ => "labels",
    };

    private TargetTable TruthOf(Dataset data)
    {
        if (options.Protocol == LabelProtocol.Labels)
        {
            var unlabelled = data.Samples.FirstOrDefault(s => s.Label is null);
            return unlabelled is null
                ? TargetTable.FromLabels(data, "truth")
                : throw new DataFormatException(data.Source, 0, null, $"the row {unlabelled.Origin} has no label; figures need one for each picture.");
        }
        if (!data.HasVotes)
            throw new DataFormatException(data.Source, 0, null, $"the protocol {NameOf(options.Protocol)} needs FER+ votes; give them by --votes.");
        return TargetTable.FromVoteLabels(data, "truth", options.Protocol == LabelProtocol.FerPlusPlurality);
    }

    private static Dataset Without(Dataset all, Dataset part)
    {
        var taken = new HashSet<Sample>(part.Samples, ReferenceEqualityComparer.Instance);
        return all.Where(sample => !taken.Contains(sample));
    }

    private static LabelAlignment Align(EmotionModel model, TargetTable truth, Dataset data)
    {
        try
        {
            return new LabelAlignment(model.Labels.Names, truth.Labels.Names);
        }
        catch (ArgumentException fault)
        {
            throw new DataFormatException(data.Source, 0, null, $"{model.Source} cannot be measured on it: {fault.Message}", fault);
        }
    }

    private EmotionModel Load(string? path, LabelSet labels)
    {
        var model = Open(path, options.Output);
        if (options.Output is not null)
            return model;
        var wanted = (model.Metadata.Outputs.FirstOrDefault(o => o.Labels.Count == labels.Count && !o.Labels.MapFrom(labels).Contains(-1)) ?? model.Metadata.Outputs[0]).Name;
        if (wanted == model.Output)
            return model;
        model.Dispose();
        return Open(path, wanted);
    }

    private EmotionModel Open(string? path, string? output)
    {
        var loading = new EmotionModelOptions { Output = output, Backend = options.Backend, Threads = options.Threads, Precision = options.Precision };
        return path is null ? EmotionModel.LoadBuiltIn(loading) : EmotionModel.Load(path, loading);
    }

    private static DuplicateReport? DuplicatesOf(TrainingFacts facts, Dataset evaluated, Dataset known, CancellationToken cancellation)
    {
        var trained = facts.Record().TrainedRowsOf(known);
        return trained.Count == 0 ? null : DuplicateFinder.Find(trained, evaluated, cancellation);
    }
}
