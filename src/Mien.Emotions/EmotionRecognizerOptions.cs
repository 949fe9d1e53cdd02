using Mien.Compute;
using Mien.Emotions.Models;
using Mien.Faces;
using Mien.Faces.Quality;
using Mien.Imaging;

namespace Mien.Emotions;

/// <summary>How an <see cref="EmotionRecognizer"/> works. The defaults find faces with the built-in detector and read them with the built-in model.</summary>
public sealed record EmotionRecognizerOptions
{
    /// <summary>The largest <see cref="Threads"/>.</summary>
    public const int MostThreads = 256;

    /// <summary>The default of <see cref="LeastConfidence"/>.</summary>
    public const double UsualConfidence = 0.4;

    /// <summary>An ONNX file; null, the default, for the built-in model.</summary>
    public string? ModelPath { get; init; }

    /// <summary>What the model does not say of itself, or says wrongly; null, the default, for what it or the file beside it says.</summary>
    public ModelMetadata? ModelFacts { get; init; }

    /// <summary>A YAML file with what the model does not say of itself; null, the default, for the one beside it (<c>model.yaml</c> for <c>model.onnx</c>), where there is one.</summary>
    public string? ModelFactsPath { get; init; }

    /// <summary>An output's name, or "mean" for the mean of all outputs over the classes that they share; null, the default, for the model's own choice.</summary>
    public string? Output { get; init; }

    /// <summary>Whether each picture is one face and nothing is searched. Default false.</summary>
    public bool WholePicture { get; init; }

    /// <summary>Pictures of which no side is longer are taken as one face without a search, 0 or more; 64 by default. 0 searches them all.</summary>
    public int WholeUpTo { get; init; } = 64;

    /// <summary>Who finds faces; null, the default, for the built-in detector. It stays the caller's and is called from several threads.</summary>
    public IFaceDetector? Detector { get; init; }

    /// <summary>An ONNX file of the YuNet family that finds faces; null, the default, for the built-in detector.</summary>
    public string? DetectorPath { get; init; }

    /// <summary>Whether a Haar cascade finds faces, which sees frontal ones only. Default false.</summary>
    public bool UseHaar { get; init; }

    /// <summary>An OpenCV cascade file that finds faces; null, the default, for <c>haarcascade_frontalface_default.xml</c> wherever this machine has it, where <see cref="UseHaar"/> asks for one.</summary>
    public string? CascadePath { get; init; }

    /// <summary>The smallest face in pixels, 0 or more; null, the default, for the detector's own: 24 for the cascade, what the picture's size suggests for a network.</summary>
    public int? MinFaceSize { get; init; }

    /// <summary>By what faces are framed; their landmarks by default, where the detector has them.</summary>
    public FaceAlignment Alignment { get; init; }

    /// <summary>The side of what is cut out for a face, in sides of the frame that the models are trained on, 0.5 to 2; null, the default, for what is best: 0.95 by landmarks, 1 by boxes.</summary>
    public double? CropScale { get; init; }

    /// <summary>Whether the cascade searches a picture in which it found nothing once more with a border. Default true.</summary>
    public bool Retry { get; init; } = true;

    /// <summary>
    /// The least score of a face as a share of the picture's best, 0 (all are kept) to 1; 0.5 by default, which drops many things that are no faces. Boxes
    /// that share most of a better face's are dropped in any case.
    /// </summary>
    public double MinRelativeScore { get; init; } = 0.5;

    /// <summary>
    /// The confidence below which a face is uncertain, 0 (none is) to 1. Default 0.4: on FER2013's PublicTest, where the built-in model was
    /// chosen, 96 % of the faces reach it with the mean of its outputs, and of the others a quarter are right (<c>coverage</c> of <c>mien evaluate --json</c>).
    /// </summary>
    public double LeastConfidence { get; init; } = UsualConfidence;

    /// <summary>What is asked of a face's picture before its judgement counts; null, the default, for the limits' own defaults.</summary>
    public FaceQualityLimits? Quality { get; init; }

    /// <summary>Threads to work with, 0 to <see cref="MostThreads"/>; 0, the default, for one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>The type of activations and weights inside the model: f32 (the default) or bf16, which runs as f32 where the processor has none.</summary>
    public ElementType Precision { get; init; }

    /// <summary>
    /// Whose kernels run the model: <see cref="Mien.Compute.OneDnn.OneDnnBackend"/> or <see cref="Mien.Compute.Managed.ManagedBackend"/>, which <see cref="Backends.Create"/> gives by
    /// name; null, the default, for oneDNN where it is found, else the managed ones.
    /// </summary>
    public IBackend? Backend { get; init; }

    /// <summary>Limits on the pictures that are read; null for the defaults.</summary>
    public ImageReaderOptions? Pictures { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Math.Min(Environment.ProcessorCount, MostThreads);

    internal void Validate()
    {
        List<string> faults = [];
        if (Threads is < 0 or > MostThreads)
            faults.Add($"the threads are 0 (one a processor) to {MostThreads}, not {Threads}");
        if (WholeUpTo < 0)
            faults.Add($"WholeUpTo is 0 pixels or more, not {WholeUpTo}");
        if (MinFaceSize < 0)
            faults.Add($"the smallest face is 0 pixels or more, not {MinFaceSize}");
        if (!(MinRelativeScore is >= 0 and <= 1))
            faults.Add(FormattableString.Invariant($"the least relative score is 0 to 1, not {MinRelativeScore}"));
        if (!Enum.IsDefined(Alignment))
            faults.Add($"there is no alignment {Alignment}");
        if (CropScale is not (null or (>= 0.5 and <= 2)))
            faults.Add(FormattableString.Invariant($"the crop's scale is 0.5 to 2, not {CropScale}"));
        if (!(LeastConfidence is >= 0 and <= 1))
            faults.Add(FormattableString.Invariant($"the least confidence is 0 to 1, not {LeastConfidence}"));
        if (Precision is not (ElementType.Float32 or ElementType.BFloat16))
            faults.Add($"the precision is f32 or bf16, not {Precision}");
        if (new[] { Detector is not null, DetectorPath is not null, UseHaar || CascadePath is not null }.Count(given => given) > 1)
            faults.Add("a detector, its file or a cascade is given, not several of them");
        if (ModelFacts is not null && ModelFactsPath is not null)
            faults.Add("the model's facts are given as an object or as a file, not both");
        if (faults.Count > 0)
            throw new ArgumentException($"The recognizer's options do not fit: {string.Join("; ", faults)}.");
    }
}
