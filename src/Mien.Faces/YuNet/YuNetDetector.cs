using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Imaging;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Faces.YuNet;

/// <summary>
/// Finds faces and their five points with a network of the YuNet family (Wu, Peng and Yu, "YuNet: A tiny millisecond-level face detector", 2023): small,
/// without anchors, with strides 8, 16 and 32. Any of its ONNX files will do whose outputs are <c>cls_S</c>, <c>obj_S</c>, <c>bbox_S</c> and <c>kps_S</c>.
/// </summary>
/// <remarks>
/// Pictures are searched at several scales, the larger ones within <see cref="YuNetDetectorOptions.MostPixels"/>, and of a face that is found at several the best
/// score counts. A file that fixes the size of its input gets each picture scaled into that, and once more at a quarter where nothing was found.
/// The network is compiled for each size that it is given, tens of milliseconds each; those used last are kept.
/// </remarks>
public sealed class YuNetDetector : IFaceDetector, IDisposable
{
    /// <summary><see cref="DoubtfulScore"/> of every file.</summary>
    internal const double Doubtful = 0.7;

    // About fifty bytes a pixel for each worker: enough for the scales of a few shapes of pictures.
    private const long CachedPixels = 1 << 22;

    // The scales of one picture of 1280 pixels: with less, each search of many workers would compile anew what the one before has thrown away.
    private const long LeastCachedPixels = 1 << 21;

    private readonly YuNetModel model;
    private readonly YuNetDetectorOptions options;
    private readonly CellDecoder decoder;
    private readonly ComputeQueue queue;
    private readonly NetworkCache networks;

    private YuNetDetector(YuNetModel model, YuNetDetectorOptions options)
    {
        (this.model, this.options) = (model, options);
        decoder = new CellDecoder(model.Outputs);
        queue = new ComputeQueue(options.Workers, options.Workers > 1 ? 1 : options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        networks = new NetworkCache(Compile, Math.Max(Math.Max(CachedPixels, options.MostPixels) / options.Workers, LeastCachedPixels));
    }

    /// <inheritdoc/>
    public string Name { get; internal init; } = "yunet";

    /// <summary>
    /// 0.7: on 1,940 photos of sources that the built-in detector has not learned from, 55 of 143 finds below it are faces, 1,037 of 1,098 above it. Another file's
    /// scores may mean something else.
    /// </summary>
    public double DoubtfulScore => Doubtful;

    /// <inheritdoc/>
    public double ScoreThreshold => options.ScoreThreshold;

    /// <summary>Loads the detector that Mien comes with.</summary>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ModelFormatException">This build has none.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the text names all that are.</exception>
    public static YuNetDetector LoadBuiltIn(YuNetDetectorOptions? options = null)
    {
        using var stream = BuiltInDetector.Open();
        return Load(stream, BuiltInDetector.File, BuiltInDetector.Name, options);
    }

    /// <summary>Loads a detector.</summary>
    /// <param name="path">An ONNX file of the YuNet family.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no such file; the text says why.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the text names all that are.</exception>
    public static YuNetDetector Load(string path, YuNetDetectorOptions? options = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Load(stream, path, options);
    }

    /// <summary>Loads a detector of what a stream still has.</summary>
    /// <param name="stream">An ONNX file of the YuNet family; the stream need not be seekable and stays open.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no such file; the text says why.</exception>
    /// <exception cref="ArgumentException">An option is out of range; the text names all that are.</exception>
    public static YuNetDetector Load(Stream stream, string file, YuNetDetectorOptions? options = null) => Load(stream, file, "yunet", options);

    /// <summary>Loads a detector that goes by a name of its own.</summary>
    internal static YuNetDetector Load(Stream stream, string file, string name, YuNetDetectorOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new YuNetDetectorOptions();
        options.Validate();
        return new YuNetDetector(YuNetModel.Load(stream, file), options) { Name = name };
    }

    /// <inheritdoc/>
    public IReadOnlyList<FaceDetection> Detect(Image image, CancellationToken cancellationToken = default) => Detect(image, options.ScoreThreshold, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<FaceDetection> Detect(Image image, double scoreThreshold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!(scoreThreshold is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(scoreThreshold), scoreThreshold, "The least score is above 0 and at most 1.");
        List<FaceDetection> found = [];
        using var picture = new ScaledPicture(image);
        var scales = SearchPlan.For(image.Width, image.Height, options.MinFace, options.MostPixels, model.FixedSize);
        foreach (var scale in scales)
        {
            cancellationToken.ThrowIfCancellationRequested();
            picture.Resize(scale.Width, scale.Height);
            Search(image, picture, scale, scoreThreshold, found, cancellationToken);
            // At a fixed size each scale costs as much as the first.
            if (model.FixedSize is not null && found.Exists(face => face.Score >= options.ScoreThreshold))
                break;
        }
        found.RemoveAll(face => face.Box.Area < (double)options.MinFace * options.MinFace);
        if (model.IsOfMien)
            Rescore(found, scales[0].Width / (double)image.Width, scoreThreshold);
        return NonMaximumSuppression.Keep(found, options.NmsThreshold);
    }

    /// <summary>Ends the threads and frees the memory; no search may be running.</summary>
    public void Dispose()
    {
        queue.Dispose();
        networks.Dispose();
    }

    private static void Rescore(List<FaceDetection> found, double finestScale, double threshold)
    {
        for (var i = 0; i < found.Count; i++)
            found[i] = found[i] with { Score = SizedScore.Of(found[i].Score, finestScale * Math.Sqrt(found[i].Box.Area)) };
        found.RemoveAll(face => face.Score < threshold);
    }

    private void Search(Image image, ScaledPicture picture, SearchScale scale, double threshold, List<FaceDetection> found, CancellationToken cancellation)
    {
        var network = networks.Rent(scale.Canvas);
        try
        {
            network.Run(
                planes => InputPlanes.Fill(picture.Pixels, scale.Width, image.Channels, scale.Canvas, planes),
                outputs => decoder.Add(threshold, outputs, scale, image.Width / (double)scale.Width, image.Height / (double)scale.Height, found),
                cancellation);
        }
        finally
        {
            networks.Return(network);
        }
    }

    private InferenceSession Compile(Size2 size) =>
        new(model.At(size), new InferenceOptions { Backend = options.Backend, Precision = options.Precision, Queue = queue, LargestBatch = 1 });
}
