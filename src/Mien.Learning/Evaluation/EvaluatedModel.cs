using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Imaging;
using Mien.Learning.Batching;
using Mien.Learning.Classical;
using Mien.Learning.Data;
using Mien.Learning.Metrics;
using Mien.Learning.Protocol;

namespace Mien.Learning.Evaluation;

/// <summary>One model under evaluation: its output that fits the data, and what it has seen of the rows.</summary>
internal sealed class EvaluatedModel : IDisposable
{
    private readonly EvaluationOptions options;
    private readonly EmotionModel? network;
    private readonly ClassicalModel? classical;
    private FacePredictor? predictor;

    private EvaluatedModel(EmotionModel model, LabelAlignment alignment, EvaluationOptions options)
    {
        (network, Alignment, this.options) = (model, alignment, options);
        (Source, Output, Facts) = (model.Source, model.Output, TrainingFacts.Parse(model.Metadata.Training));
    }

    private EvaluatedModel(ClassicalModel model, LabelAlignment alignment, EvaluationOptions options)
    {
        (classical, Alignment, this.options) = (model, alignment, options);
        (Source, Output, Facts) = (model.Source, model.Output, TrainingFacts.Parse(model.Training));
    }

    /// <summary>The file.</summary>
    public string Source { get; }

    /// <summary>The output's name.</summary>
    public string Output { get; }

    /// <summary>How its classes meet those of the data.</summary>
    public LabelAlignment Alignment { get; private set; }

    /// <summary>How it came to be; null where it does not say.</summary>
    public TrainingFacts? Facts { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="path">The ONNX file; null for the built-in model.</param>
    /// <param name="truth">What it is measured against.</param>
    /// <param name="data">The rows, for messages.</param>
    /// <param name="options">How.</param>
    /// <exception cref="DataFormatException">Model and data share no class.</exception>
    public static EvaluatedModel Load(string? path, TargetTable truth, Dataset data, EvaluationOptions options)
    {
        if (ClassicalModel.IsModel(path))
            return LoadClassical(path!, truth, data, options);
        var model = Choose(path, truth.Labels, options);
        try
        {
            return new EvaluatedModel(model, Align(model.Source, model.Labels, truth, data), options);
        }
        catch (DataFormatException)
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The numbers that it learned; of a classical model all that it keeps.</summary>
    public long Parameters => network?.Summary.Parameters ?? classical!.CountNumbers();

    /// <summary>Of convolutions and matrix products, for one face; null for a classical model.</summary>
    public long? MultiplyAdds => network?.Summary.MultiplyAdds;

    /// <summary>Measures it against other classes from now on.</summary>
    /// <param name="truth">Classes of which it knows at least one.</param>
    public void Meet(TargetTable truth) => Alignment = new LabelAlignment((network?.Labels ?? classical!.Labels).Names, truth.Labels.Names);

    /// <summary>The median time that one face takes, searching it left out.</summary>
    /// <param name="seconds">How long to go on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    public double MillisecondsPerFace(double seconds, TimeProvider time, CancellationToken cancellation)
    {
        if (classical is not null)
        {
            Image[] picture = [Noise(classical.Pipeline.Size)];
            return FaceTiming.Median(() => classical.Predict(picture, cancellation), seconds, time);
        }
        var sample = network!.Summary.Inputs[0].Value;
        var random = new Random(1);
        float[] input = [.. Enumerable.Range(0, sample.Count).Select(_ => (float)(random.NextDouble() - 0.5))];
        return FaceTiming.Median(() => network.Predict(input, 1, cancellation), seconds, time);
    }

    /// <summary>What it has seen of the rows; null where it does not say.</summary>
    /// <param name="counted">The rows that count.</param>
    /// <param name="others">The rows at hand that are not evaluated; null where none are.</param>
    /// <exception cref="ProtocolException">It has seen them, and that was not allowed.</exception>
    public SeenRows? Seen(Dataset counted, Dataset? others) =>
        Facts is null ? null : ProtocolGuard.CheckEvaluation(Facts.Record(), counted, options.AllowSeenRows, others);

    /// <summary>Refuses rows of groups, such as persons, that it was trained on.</summary>
    /// <param name="counted">The rows that count.</param>
    /// <param name="others">The rows at hand that are not evaluated, among which its training rows are looked for; null where none are.</param>
    /// <exception cref="ProtocolException">It was trained on such a group, and that was not allowed.</exception>
    public void CheckGroups(Dataset counted, Dataset? others)
    {
        if (Facts is not null && others is not null && !options.AllowSeenRows && counted.Samples.Any(sample => sample.Group is not null))
            ProtocolGuard.CheckGroups(Facts.Record().TrainedRowsOf(others), counted);
    }

    /// <summary>The doubles of its training rows; null where those are not at hand.</summary>
    public DuplicateReport? Duplicates(Dataset counted, Dataset known, CancellationToken cancellation)
    {
        var trained = Facts?.Record().TrainedRowsOf(known);
        return trained is null or { Count: 0 } ? null : DuplicateFinder.Find(trained, counted, cancellation);
    }

    private float[]?[] OfFaces(IReadOnlyList<Image> pictures, IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        predictor ??= new FacePredictor(network!, options);
        return predictor.Predict(pictures, samples, cancellation);
    }

    /// <summary>Probabilities over the data's classes; null for a picture without a face.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="samples">Their rows, for messages.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="NotFiniteNumberException">The model's numbers overflow for a picture.</exception>
    public float[]?[] Predict(IReadOnlyList<Image> pictures, IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        float[]?[] results = classical?.Predict(pictures, cancellation) ?? OfFaces(pictures, samples, cancellation);
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] is not { } given)
                continue;
            var aligned = new float[Alignment.Labels.Count];
            Alignment.Apply(given, aligned);
            results[i] = aligned;
        }
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        predictor?.Dispose();
        predictor = null;
        network?.Dispose();
    }

    private static Image Noise(int side)
    {
        var image = new Image(side, side, 1);
        new Random(1).NextBytes(image.Pixels);
        return image;
    }

    private static EvaluatedModel LoadClassical(string path, TargetTable truth, Dataset data, EvaluationOptions options)
    {
        if (options.Detection is not null || options.Tta != TestTimeAugmentation.None)
            throw new InvalidDataException($"{path} is a classical model, which judges whole pictures as they are; leave out --detect and --tta.");
        var model = ClassicalModelFile.Read(path);
        return new EvaluatedModel(model, Align(path, model.Labels, truth, data), options);
    }

    private static LabelAlignment Align(string source, LabelSet labels, TargetTable truth, Dataset data)
    {
        try
        {
            return new LabelAlignment(labels.Names, truth.Labels.Names);
        }
        catch (ArgumentException fault)
        {
            throw new DataFormatException(data.Source, 0, null, $"{source} cannot be measured on it: {fault.Message}", fault);
        }
    }

    private static EmotionModel Choose(string? path, LabelSet labels, EvaluationOptions options)
    {
        var model = Open(path, options.Output, options);
        if (options.Output is not null)
            return model;
        var wanted = (model.Metadata.Outputs.FirstOrDefault(o => o.Labels.Count == labels.Count && !o.Labels.MapFrom(labels).Contains(-1)) ?? model.Metadata.Outputs[0]).Name;
        if (wanted == model.Output)
            return model;
        model.Dispose();
        return Open(path, wanted, options);
    }

    private static EmotionModel Open(string? path, string? output, EvaluationOptions options)
    {
        var loading = new EmotionModelOptions { Output = output, Backend = options.Backend, Threads = options.Threads, Precision = options.Precision };
        return path is null ? EmotionModel.LoadBuiltIn(loading) : EmotionModel.Load(path, loading);
    }
}
