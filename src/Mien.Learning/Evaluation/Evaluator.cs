using Mien.Imaging;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Neural;

namespace Mien.Learning.Evaluation;

/// <summary>Measures models on rows of data that they have not seen, and says so where they have.</summary>
public sealed class Evaluator
{
    private const int PicturesAtOnce = 64;
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
    /// <exception cref="NotFiniteNumberException">A model's numbers overflow for a row; the text names both.</exception>
    public EvaluationResult Evaluate(string? modelPath, Dataset data, string split, Dataset? known = null, CancellationToken cancellation = default) =>
        Evaluate([modelPath], data, split, known, cancellation).Result;

    /// <summary>Measures a model, or the mean of the probabilities of several.</summary>
    /// <param name="modelPaths">The ONNX files, at least one; null for the built-in model.</param>
    /// <param name="data">The rows, with labels or votes as the protocol needs.</param>
    /// <param name="split">What the caller calls the rows.</param>
    /// <param name="known">All rows that are at hand, in which the models' training rows are looked for; null for none.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DataFormatException">The rows lack labels, or votes where the protocol needs them.</exception>
    /// <exception cref="ProtocolException">A model has seen the rows, and that was not allowed.</exception>
    /// <exception cref="ModelFormatException">A file is no model that can be used.</exception>
    /// <exception cref="NotFiniteNumberException">A model's numbers overflow for a row; the text names both.</exception>
    public Evaluation Evaluate(IReadOnlyList<string?> modelPaths, Dataset data, string split, Dataset? known = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(modelPaths);
        ArgumentNullException.ThrowIfNull(data);
        if (modelPaths.Count == 0)
            throw new ArgumentException("There is no model to measure.", nameof(modelPaths));
        var truth = TruthOf(data);
        var models = new List<EvaluatedModel>();
        try
        {
            foreach (var path in modelPaths)
                models.Add(EvaluatedModel.Load(path, truth, data, options));
            return Measure(models, Restrict(truth, models, data), data, split, known, cancellation);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    /// <summary>The name that reports use for a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string NameOf(LabelProtocol protocol) => protocol switch
    {
        LabelProtocol.FerPlusMajority => "ferplus-majority",
        LabelProtocol.FerPlusPlurality => "ferplus-plurality",
        _ => "labels",
    };

    /// <summary>The name that reports use for test-time augmentation.</summary>
    /// <param name="tta">Which.</param>
    public static string NameOf(TestTimeAugmentation tta) => tta switch
    {
        TestTimeAugmentation.Flip => "flip",
        TestTimeAugmentation.TenCrop => "ten-crop",
        _ => "none",
    };

    /// <summary>What the rows are measured against.</summary>
    internal TargetTable TruthOf(Dataset data)
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

    /// <summary>The truth over the classes that count for these models.</summary>
    internal TargetTable Restrict(TargetTable truth, IReadOnlyList<EvaluatedModel> models, Dataset data) =>
        options.SharedClasses ? SharedClasses.Restrict(models, truth, data) : truth;

    /// <summary>Measures the mean of loaded models.</summary>
    internal Evaluation Measure(IReadOnlyList<EvaluatedModel> models, TargetTable truth, Dataset data, string split, Dataset? known, CancellationToken cancellation)
    {
        var rows = Enumerable.Range(0, data.Count).Where(truth.Has).ToArray();
        if (rows.Length == 0)
            throw new DataFormatException(data.Source, 0, null, $"the protocol {NameOf(options.Protocol)} leaves out every row.");
        var others = options.SharedClasses ? TruthOf(data).CountPresent() - rows.Length : 0;
        Sample[] samples = [.. rows.Select(r => data[r])];
        var counted = data.Where(new HashSet<Sample>(samples, ReferenceEqualityComparer.Instance).Contains);
        var doubles = EnsembleDoubles.Of(models, data, counted, known, cancellation);
        var (distributions, seconds) = Predict(models, samples, cancellation);
        var decisions = new Decisions(truth.Labels.Names, [.. rows.Select(truth.LabelOf)], distributions);
        var facts = models.Select(m => m.Facts).OfType<TrainingFacts>().ToList();
        var result = Figures(decisions, truth.Labels.Names, rows.Length) with
        {
            OtherClasses = others,
            Excluded = data.Count - rows.Length - others,
            Undetected = distributions.Count(d => d is null),
            Protocol = NameOf(options.Protocol),
            Split = split,
            Output = string.Join(", ", models.Select(m => m.Output).Distinct()),
            Models = [.. models.Select(m => m.Source)],
            Tta = NameOf(options.Tta),
            DuplicatesInTraining = doubles.Count,
            AccuracyWithoutDuplicates = doubles.IsDouble is { } isDouble && isDouble.Contains(false) ? decisions.Accuracy(i => !isDouble[i]) : null,
            SecondsPerThousand = seconds * 1000 / rows.Length,
            Selection = facts.Count == 0 ? null : string.Join("; ", facts.Select(f => f.Selection).Distinct()),
            TestSelection = facts.Count == 0 ? null : facts.Any(f => f.TestSelection),
            StartedFrom = [.. facts.Select(f => f.StartedFrom).OfType<StartingWeights>().Distinct()],
            TrainedIn = [.. facts.Select(f => f.Precision).Distinct()],
            Data = Path.GetFileName(Path.TrimEndingDirectorySeparator(data.Source)),
            DataDigest = counted.Digest,
            RemovedClasses = [.. models.SelectMany(m => m.Alignment.RemovedFromModel).Distinct()],
            UnknownClasses = [.. models.SelectMany(m => m.Alignment.UnknownToModel).Distinct()],
        };
        return new Evaluation(result, decisions.Rows(samples));
    }

    private static EvaluationResult Figures(Decisions decisions, IReadOnlyList<string> labels, int count) => new()
    {
        Accuracy = decisions.Accuracy(_ => true),
        Interval = decisions.Interval(),
        Bootstrap = decisions.Bootstrap(),
        Top2Accuracy = decisions.Top2Accuracy,
        MacroF1 = decisions.Averages.Macro.F1,
        WeightedF1 = decisions.Averages.Weighted.F1,
        MicroF1 = decisions.Averages.Micro.F1,
        Averages = decisions.Averages,
        PerClass = decisions.PerClass,
        Auc = decisions.Auc(),
        Kappa = decisions.Kappa,
        Confusion = decisions.ConfusionRows(),
        Labels = labels,
        Count = count,
        Ece = decisions.CalibrationError(),
        Reliability = decisions.Reliability(),
    };

    /// <summary>The models' mean for each row, and the seconds that it took. Pictures are read some at a time, since memory may not hold all; that is not timed.</summary>
    private (List<float[]?> Distributions, double Seconds) Predict(IReadOnlyList<EvaluatedModel> models, Sample[] samples, CancellationToken cancellation)
    {
        var (distributions, seconds) = (new List<float[]?>(samples.Length), 0.0);
        foreach (var part in samples.Chunk(PicturesAtOnce))
        {
            Image[] pictures = [.. part.Select(s => s.LoadPicture())];
            var start = time.GetTimestamp();
            distributions.AddRange(Mean(models, pictures, part, cancellation));
            seconds += time.GetElapsedTime(start).TotalSeconds;
        }
        return (distributions, seconds);
    }

    /// <summary>The mean of the models' probabilities; null for a picture in which one found no face.</summary>
    private static float[]?[] Mean(IReadOnlyList<EvaluatedModel> models, Image[] pictures, Sample[] samples, CancellationToken cancellation)
    {
        var mean = models[0].Predict(pictures, samples, cancellation);
        foreach (var model in models.Skip(1))
        {
            var more = model.Predict(pictures, samples, cancellation);
            for (var i = 0; i < mean.Length; i++)
                mean[i] = mean[i] is { } left && more[i] is { } right ? [.. left.Zip(right, (a, b) => a + b)] : null;
        }
        foreach (var row in mean.OfType<float[]>())
            System.Numerics.Tensors.TensorPrimitives.Divide(row, models.Count, row);
        return mean;
    }
}
