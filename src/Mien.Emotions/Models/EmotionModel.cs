using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Execution;
using Mien.Neural.Onnx;

namespace Mien.Emotions.Models;

/// <summary>A network that tells emotions, with what is known of it. Safe to use from many threads; they share its few workers.</summary>
public sealed class EmotionModel : IDisposable
{
    // Few sizes, so that few plans are compiled: a cold start for one picture pays for one.
    private static readonly int[] BatchSizes = [32, 8, 1];

    // A film pays for one more, and a face on three frames, as lie between two searches, goes through at once.
    private static readonly int[] FilmBatchSizes = [32, 8, 3, 1];

    private readonly InferenceSession session;
    private readonly OutputChoice choice;

    private EmotionModel(string source, Graph graph, ModelMetadata metadata, EmotionModelOptions options)
    {
        (Source, Metadata) = (source, metadata);
        ModelCheck.Check(graph, metadata, source);
        Summary = ModelSummary.Of(graph);
        choice = OutputChoice.Of(options.Output, metadata, [.. metadata.Outputs.Select(output => ReaderOf(output, graph))], source);
        session = new InferenceSession(graph, new InferenceOptions
        {
            Backend = options.Backend,
            Threads = options.Threads,
            Precision = options.Precision,
            LargestBatch = BatchSizes[0],
        });
    }

    /// <summary>The file's path, or what the caller called it.</summary>
    public string Source { get; }

    /// <summary>What is known of the model.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>What is shown: an output's name, or "mean".</summary>
    public string Output => choice.Name;

    /// <summary>The classes that are shown.</summary>
    public LabelSet Labels => choice.Labels;

    /// <summary>One line: back end, precision and threads, and why they are not what was asked for.</summary>
    public string Status => session.Status;

    /// <summary>The network's size and work.</summary>
    internal ModelSummary Summary { get; }

    /// <summary>Loads the model that is built into this assembly.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ModelFormatException">This build has none, or an option does not fit it.</exception>
    public static EmotionModel LoadBuiltIn(EmotionModelOptions? options = null)
    {
        using var stream = BuiltInModel.Open();
        return Load(stream, BuiltInModel.Name, options);
    }

    /// <summary>Loads an ONNX file. What it does not say of itself may stand in a YAML file beside it.</summary>
    /// <param name="path">The file, of at most 1 GiB.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no model that can be used; the text says why and where.</exception>
    public static EmotionModel Load(string path, EmotionModelOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var beside = ModelFactsFile.BesideOf(path);
        return Load(stream, path, options ?? new EmotionModelOptions(), File.Exists(beside) ? beside : null);
    }

    /// <summary>Loads an ONNX file from a stream.</summary>
    /// <param name="stream">The stream; it need not be seekable and stays open.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no model that can be used; the text says why and where.</exception>
    public static EmotionModel Load(Stream stream, string source, EmotionModelOptions? options = null) =>
        Load(stream, source, options ?? new EmotionModelOptions(), null);

    /// <summary>Tells the emotions of faces.</summary>
    /// <param name="inputs">The faces one after the other, N×C×H×W, as <see cref="ModelMetadata.Input"/> wants them.</param>
    /// <param name="count">N, 0 or more.</param>
    /// <param name="cancellation">Given up between pieces.</param>
    /// <returns>A distribution for each face.</returns>
    /// <exception cref="ArgumentException">There are not as many numbers as <paramref name="count"/> faces have.</exception>
    /// <exception cref="NotFiniteNumberException">The model's numbers overflow for a face.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EmotionDistribution[] Predict(ReadOnlySpan<float> inputs, int count, CancellationToken cancellation = default) => Predict(inputs, count, BatchSizes, cancellation);

    /// <summary>As <see cref="Predict(ReadOnlySpan{float}, int, CancellationToken)"/>, for faces of a film, of which a few come again and again.</summary>
    internal EmotionDistribution[] PredictFilm(ReadOnlySpan<float> inputs, int count, CancellationToken cancellation) => Predict(inputs, count, FilmBatchSizes, cancellation);

    private EmotionDistribution[] Predict(ReadOnlySpan<float> inputs, int count, int[] sizes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var length = session.Input.Sample.Count;
        if (inputs.Length != (long)count * length)
            throw new ArgumentException($"{count} face(s) of {session.Input.Sample} are {(long)count * length} numbers, not {inputs.Length}.", nameof(inputs));
        var results = new EmotionDistribution[count];
        for (var done = 0; done < count;)
        {
            var batch = Array.Find(sizes, size => size <= count - done);
            var raw = session.Run(inputs.Slice(done * length, batch * length), batch, cancellation);
            for (var row = 0; row < batch; row++)
                results[done + row] = new EmotionDistribution(choice.Labels, choice.Read(raw, row));
            done += batch;
        }
        return results;
    }

    /// <summary>Ends the workers and frees the memory.</summary>
    public void Dispose() => session.Dispose();

    private static EmotionModel Load(Stream stream, string source, EmotionModelOptions options, string? beside)
    {
        if (options.Facts?.AllFaults().FirstOrDefault() is { } fault)
            throw new ModelFormatException($"{source}: {fault}.");
        var file = (options.FactsPath ?? beside) is { } path && options.Facts is null ? ModelFactsFile.Read(path) : null;
        var sample = options.Facts?.Input is { } input ? new Shape(input.Channels, input.Size, input.Size) : file?.InputSample();
        var graph = OnnxReader.Read(stream, source, new OnnxReadOptions { InputSample = sample });
        return new EmotionModel(source, graph, FactsOf(graph, source, options, file), options);
    }

    private static ModelMetadata FactsOf(Graph graph, string source, EmotionModelOptions options, ModelFactsFile? file)
    {
        if (options.Facts is not null)
            return options.Facts;
        // What the model says of itself counts more than a file that happens to lie beside it, and less than one that was named.
        if (ModelMetadata.IsIn(graph.Metadata) && (file is null || options.FactsPath is null))
            return ModelMetadata.Read(graph.Metadata, source);
        if (graph.Inputs.Count != 1 || graph.Outputs.Count == 0)
            throw new ModelFormatException($"{source} has {graph.Inputs.Count} inputs and {graph.Outputs.Count} outputs; a model of emotions has one input, the picture.");
        return file?.ToMetadata(graph) ?? throw new ModelFormatException(
            $"{source} does not say what its classes and its input are (it was not made by Mien): state labels and input in {ModelFactsFile.BesideOf(Path.GetFileName(source))} beside it.");
    }

    private static OutputReader ReaderOf(ModelOutput output, Graph graph)
    {
        var index = Enumerable.Range(0, graph.Outputs.Count).First(i => graph.Outputs[i] == output.Name);
        return new OutputReader(output, index, OutputReader.IsProbability(graph, output.Name));
    }
}
