using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Faces;

namespace Mien.Cli.Commands;

/// <summary>
/// The options that say who finds faces and how they are cut out: <c>--detector</c>, <c>--min-face</c>, <c>--align</c>, <c>--crop-scale</c>, and <c>--cascade</c> and
/// <c>--no-retry</c> of the Haar cascade.
/// </summary>
internal sealed class DetectorOptions
{
    private const string Haar = "haar";

    private readonly Option<string?> detector = new("--detector")
    {
        Description = "A YuNet ONNX file that finds faces instead of the built-in detector, or haar",
        HelpName = "FILE|haar",
    };

    private readonly Option<int?> minFace = OptionKinds.WholeOrNone("--min-face", "The smallest face in pixels; smaller ones take longer", 0, 100_000);
    private readonly Option<string?> align = OptionKinds.Choice("--align", "Frame faces by their landmarks, by these without turning them, or by their box", null, "landmarks", "upright", "box");
    private readonly Option<double?> cropScale = OptionKinds.NumberOrNone("--crop-scale", "Cut out so many times the frame that the model was trained on (0.95 by landmarks, else 1)", 0.5, 2);
    private readonly Option<string?> cascade = new("--cascade") { Description = "Find faces by this OpenCV Haar cascade", HelpName = "FILE" };
    private readonly Option<bool> noRetry = new("--no-retry") { Description = "Haar: do not search a picture without a face again with a border" };

    private Option[] All => [detector, minFace, align, cropScale, cascade, noRetry];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>The first of the options that the user gave; null where there is none.</summary>
    public Option? FirstGiven(ParseResult parsed) => OptionKinds.FirstGiven(parsed, All);

    /// <summary>What they say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="compute">With what it is searched.</param>
    /// <exception cref="UsageException">Options of both kinds of detectors are given.</exception>
    public EmotionRecognizerOptions Choose(ParseResult parsed, ComputeChoice compute)
    {
        var (named, ownCascade) = (parsed.GetValue(detector), parsed.GetValue(cascade));
        var useHaar = named == Haar || (named is null && ownCascade is not null);
        if (ownCascade is not null && !useHaar)
            throw new UsageException("--cascade belongs to the Haar detector; leave it or --detector out");
        if (parsed.GetValue(noRetry) && !useHaar)
            throw new UsageException("--no-retry belongs to the Haar detector; add --detector haar, or leave it out");
        return new EmotionRecognizerOptions
        {
            DetectorPath = useHaar ? null : named,
            UseHaar = useHaar,
            CascadePath = ownCascade,
            MinFaceSize = parsed.GetValue(minFace),
            Alignment = parsed.GetValue(align) switch { null => new EmotionRecognizerOptions().Alignment, var name => Enum.Parse<FaceAlignment>(name, ignoreCase: true) },
            CropScale = parsed.GetValue(cropScale),
            Retry = !parsed.GetValue(noRetry),
            Threads = Math.Min(compute.Threads, EmotionRecognizerOptions.MostThreads),
            Precision = compute.Precision,
            Backend = compute.Backend,
        };
    }
}
