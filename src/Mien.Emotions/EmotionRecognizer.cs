using Mien.Emotions.Analysis;
using Mien.Emotions.Models;
using Mien.Faces;
using Mien.Imaging;
using Mien.Imaging.Vips;
using Mien.Neural;

namespace Mien.Emotions;

/// <summary>
/// Finds the faces of pictures and tells their emotions. Load one and keep it; dispose of it when no call runs any more. Safe to use from many threads at once; they share
/// the model's few workers.
/// </summary>
public sealed class EmotionRecognizer : IDisposable
{
    private const int BatchSize = 32;

    // Enough that a slow picture among fast ones does not starve the model, few enough that memory stays small.
    private const int PicturesAhead = 64;

    private readonly EmotionRecognizerOptions options;
    private readonly PicturePreparer preparer;
    private readonly Lazy<PicturePreparer> singleThreadPreparer;
    private string? fingerprint;

    private EmotionRecognizer(EmotionRecognizerOptions options, EmotionModel model)
    {
        (this.options, Model) = (options with { Quality = DetectorFile.Limits(options) }, model);
        preparer = new PicturePreparer(options, model.Metadata);
        // Many pictures keep the processors busy as it is: one thread searches one picture.
        singleThreadPreparer = new Lazy<PicturePreparer>(() => options.ThreadCount == 1 ? preparer : new PicturePreparer(options with { Threads = 1 }, model.Metadata, options.ThreadCount));
    }

    /// <summary>What it was told.</summary>
    internal EmotionRecognizerOptions Options => options;

    /// <summary>Who finds faces.</summary>
    internal IFaceDetector Detector => preparer.Detector;

    /// <summary>Who finds faces where other work goes on beside: each search takes one thread.</summary>
    internal IFaceDetector SingleThreadDetector => singleThreadPreparer.Value.Detector;

    /// <summary>How faces become the model's input.</summary>
    internal FaceInput FaceInput => preparer.Input;

    /// <summary>The model that is used.</summary>
    public EmotionModel Model { get; }

    /// <summary>
    /// Sixteen digits that are the same where the model, the detector and all settings are the same that decide what is told; threads and kernels, which move last
    /// digits, do not count. The files are read anew the first time.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public string Fingerprint => fingerprint ??= RecognizerFingerprint.Of(options);

    /// <summary>Loads a recognizer. The face detector is loaded with the first picture that is searched.</summary>
    /// <param name="options">How it works; null for the built-in model and detector.</param>
    /// <exception cref="ArgumentException">Options are out of range; the text names all that are.</exception>
    /// <exception cref="IOException">The model's file cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no model that can be used; the text says why and where.</exception>
    public static EmotionRecognizer Load(EmotionRecognizerOptions? options = null)
    {
        options ??= new EmotionRecognizerOptions();
        options.Validate();
        var model = new EmotionModelOptions
        {
            Facts = options.ModelFacts,
            FactsPath = options.ModelFactsPath,
            Output = options.Output,
            Threads = options.ThreadCount,
            Precision = options.Precision,
            Backend = options.Backend,
        };
        return new EmotionRecognizer(options, options.ModelPath is { } path ? EmotionModel.Load(path, model) : EmotionModel.LoadBuiltIn(model));
    }

    /// <summary>Analyses a picture file: JPEG, PNG, WebP, GIF, TIFF and, where libvips was built with it, HEIC and AVIF.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The faces, best score first; none where none is found.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ImageFormatException">It is not a picture that can be read.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    /// <exception cref="FileNotFoundException">The file is missing, or that of a detector or a cascade that was asked for.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="NotFiniteNumberException">The model's answer is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnalyzedPicture Analyze(string path, CancellationToken cancellation = default) => Analyze(preparer.Read(path), path, cancellation);

    /// <summary>Analyses the picture file in a stream, from its position to its end.</summary>
    /// <param name="stream">The stream; it need not be seekable and stays open.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The faces, best score first; none where none is found.</returns>
    /// <exception cref="ImageFormatException">It is not a picture that can be read.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="NotFiniteNumberException">The model's answer is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnalyzedPicture Analyze(Stream stream, CancellationToken cancellation = default) => Analyze(preparer.Read(stream, "stream"), "stream", cancellation);

    /// <summary>Analyses the bytes of a picture file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The faces, best score first; none where none is found.</returns>
    /// <exception cref="ImageFormatException">It is not a picture that can be read.</exception>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="NotFiniteNumberException">The model's answer is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnalyzedPicture Analyze(ReadOnlyMemory<byte> file, CancellationToken cancellation = default) => Analyze(preparer.Read(file.Span, "picture"), "picture", cancellation);

    /// <summary>Analyses raw pixels; this needs no libvips.</summary>
    /// <param name="image">Grey or RGB, upright.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The faces, best score first; none where none is found.</returns>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="NotFiniteNumberException">The model's answer is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnalyzedPicture Analyze(Image image, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Analyze(image, "picture", cancellation);
    }

    /// <summary>
    /// Analyses many files: they are read and searched ahead on threads of their own, and their faces go through the model in batches.
    /// A file that cannot be read, or for which the model's answer is no number, is a result and stops nothing. Memory does not grow with their number.
    /// </summary>
    /// <param name="paths">The files, such as those of <see cref="PictureFolder.Pictures"/>; asked for a little ahead of the results.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>A result for each path, in their order, as soon as it is there. What is thrown is thrown while results are taken.</returns>
    /// <exception cref="LibraryMissingException">libvips is missing.</exception>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<AnalyzedSource> AnalyzeMany(IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Stream(paths, cancellation);
    }

    /// <summary>Loads the face detector now instead of with the first picture that is searched.</summary>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="ModelFormatException">The detector's file is none of the YuNet family.</exception>
    public void LoadDetector() => preparer.LoadDetector();

    /// <summary>Ends the workers of the model and of a detector that was loaded for it, and frees their memory.</summary>
    public void Dispose()
    {
        Model.Dispose();
        preparer.Dispose();
        if (singleThreadPreparer.IsValueCreated)
            singleThreadPreparer.Value.Dispose();
    }

    private AnalyzedPicture Analyze(Image image, string source, CancellationToken cancellation)
    {
        var picture = preparer.Prepare(image, source, cancellation);
        return picture.With(Model.Predict(picture.Inputs, picture.Faces.Count, cancellation), options);
    }

    private IEnumerable<AnalyzedSource> Stream(IEnumerable<string> paths, CancellationToken cancellation)
    {
        var prepare = singleThreadPreparer.Value;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var queue = new PictureQueue(paths, path => prepare.PrepareFile(path, stop.Token), options.ThreadCount, PicturesAhead);
        using var ended = new Ending(stop);
        var batch = new List<PreparedPicture>();
        while (!queue.IsEmpty || batch.Count > 0)
        {
            var next = queue.Take(wait: batch.Count == 0, cancellation);
            if (next is not null)
                batch.Add(next);
            if (next is not null && batch.Count < PicturesAhead && batch.Sum(picture => picture.Faces.Count) < BatchSize)
                continue;
            foreach (var result in Tell(batch, cancellation))
                yield return result;
            batch.Clear();
        }
    }

    private List<AnalyzedSource> Tell(IReadOnlyList<PreparedPicture> batch, CancellationToken cancellation)
    {
        try
        {
            return Judge(batch, cancellation);
        }
        catch (NotFiniteNumberException fault)
        {
            // Which picture it was shows where each is judged alone.
            return batch is [var only] ? [new AnalyzedSource(only.Source, null, fault)] : [.. batch.SelectMany(picture => Tell([picture], cancellation))];
        }
    }

    private List<AnalyzedSource> Judge(IReadOnlyList<PreparedPicture> batch, CancellationToken cancellation)
    {
        float[] inputs = batch.Count == 1 ? batch[0].Inputs : [.. batch.SelectMany(picture => picture.Inputs)];
        var distributions = Model.Predict(inputs, batch.Sum(picture => picture.Faces.Count), cancellation);
        var results = new List<AnalyzedSource>(batch.Count);
        var at = 0;
        foreach (var picture in batch)
        {
            var analyzed = picture.Fault is null ? picture.With(distributions.AsSpan(at, picture.Faces.Count), options) : null;
            results.Add(new AnalyzedSource(picture.Source, analyzed, picture.Fault));
            at += picture.Faces.Count;
        }
        return results;
    }

    /// <summary>Stops searches that nobody waits for any more, before the queue's end waits for them.</summary>
    private sealed class Ending(CancellationTokenSource source) : IDisposable
    {
        public void Dispose() => source.Cancel();
    }
}
