using Mien.Emotions.Models;
using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Faces.Quality;
using Mien.Imaging;

namespace Mien.Emotions.Analysis;

/// <summary>Finds the faces of pictures and cuts them out. Safe to use from many threads.</summary>
internal sealed class PicturePreparer : IDisposable
{
    private readonly EmotionRecognizerOptions options;
    private readonly FaceInput input;
    private readonly ImageReader reader;
    private readonly Lazy<IFaceDetector> detector;

    /// <summary>Prepares for a model.</summary>
    /// <param name="options">What the user chose.</param>
    /// <param name="metadata">What the model says of itself.</param>
    /// <param name="pictures">How many pictures are searched at once; with several, each by one thread.</param>
    public PicturePreparer(EmotionRecognizerOptions options, ModelMetadata metadata, int pictures = 1)
    {
        this.options = options;
        input = new FaceInput(metadata, options);
        reader = new ImageReader(options.Pictures);
        // Only where something is searched: whole pictures need no cascade on the machine.
        detector = new Lazy<IFaceDetector>(() => options.Detector ?? DetectorFile.Load(options, pictures));
    }

    /// <summary>Who finds faces; it is loaded when it is first asked for.</summary>
    public IFaceDetector Detector => detector.Value;

    /// <summary>How faces become the model's input.</summary>
    public FaceInput Input => input;

    /// <summary>Loads the detector now instead of with the first search.</summary>
    public void LoadDetector() => _ = detector.Value;

    public Image Read(string path) => reader.Read(path);

    public Image Read(Stream stream, string name) => reader.Read(stream, name);

    public Image Read(ReadOnlySpan<byte> file, string name) => reader.Read(file, name);

    public PreparedPicture Prepare(Image image, string source, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var converted = input.Convert(image);
        if (options.WholePicture || Math.Max(image.Width, image.Height) <= options.WholeUpTo)
        {
            var (whole, face) = (new float[input.Length], new FaceDetection(new Box(0, 0, image.Width, image.Height), 1));
            var shown = input.Whole(converted, whole);
            return new PreparedPicture(source, image.Width, image.Height, AnalyzedPicture.NoDetector, [face], [FaceQuality.Of(face, shown)], whole);
        }
        var faces = FaceSelection.Select(detector.Value.Detect(detector.Value is HaarDetector ? converted : image, cancellation), options.MinRelativeScore);
        var inputs = new float[faces.Count * input.Length];
        var qualities = new FaceQuality[faces.Count];
        for (var i = 0; i < faces.Count; i++)
            qualities[i] = FaceQuality.Of(faces[i], input.Cut(converted, faces[i], inputs.AsSpan(i * input.Length, input.Length)));
        return new PreparedPicture(source, image.Width, image.Height, detector.Value.Name, faces, qualities, inputs);
    }

    /// <summary>Reads and prepares one of many files; a fault of the file is a result.</summary>
    public PreparedPicture PrepareFile(string path, CancellationToken cancellation)
    {
        Image image;
        try
        {
            image = reader.Read(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            return PreparedPicture.Failed(path, fault);
        }
        return Prepare(image, path, cancellation);
    }

    /// <summary>Frees the detector, unless it is the caller's.</summary>
    public void Dispose()
    {
        if (options.Detector is null && detector.IsValueCreated)
            (detector.Value as IDisposable)?.Dispose();
    }
}
