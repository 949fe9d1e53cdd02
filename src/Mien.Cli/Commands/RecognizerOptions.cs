using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Faces.Quality;

namespace Mien.Cli.Commands;

/// <summary>The options that say who finds and reads faces, and with what it computes; the same for pictures, videos and cameras.</summary>
internal sealed class RecognizerOptions
{
    private readonly Option<string?> model = new("--model") { Description = "An ONNX model instead of the built-in one", HelpName = "FILE" };
    private readonly Option<string?> facts = new("--facts") { Description = "A YAML file with what a foreign model does not say of itself", HelpName = "FILE" };
    private readonly Option<string?> output = new("--output") { Description = "The model's output to show, or 'mean' for the mean of all", HelpName = "NAME" };
    private readonly Option<bool> always = new("--always-label") { Description = "Name an emotion also where it is uncertain, or the face hard to see" };
    private readonly DetectorOptions detector = new();
    private readonly ComputeOptions compute = new();

    /// <summary>Adds the options about the model to a command.</summary>
    public void AddModelTo(Command command)
    {
        foreach (var option in new Option[] { model, facts, output, always })
            command.Add(option);
    }

    /// <summary>Adds the options about detector and computing to a command.</summary>
    public void AddDetectorTo(Command command)
    {
        detector.AddTo(command);
        compute.AddTo(command);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="shell">Where a precision or back end that is not here is told.</param>
    /// <param name="mostUnasked">The most threads where none are asked for.</param>
    /// <exception cref="UsageException">Options exclude each other, or this machine lacks what they ask for.</exception>
    public EmotionRecognizerOptions From(ParseResult parsed, Shell shell, int mostUnasked = EmotionRecognizerOptions.MostThreads)
    {
        var choice = compute.Open(parsed, shell);
        return detector.Choose(parsed, choice) with
        {
            ModelPath = parsed.GetValue(model),
            ModelFactsPath = parsed.GetValue(facts),
            Output = parsed.GetValue(output),
            LeastConfidence = parsed.GetValue(always) ? 0 : EmotionRecognizerOptions.UsualConfidence,
            Quality = parsed.GetValue(always) ? FaceQualityLimits.None : null,
            Threads = Math.Min(choice.Threads, compute.AsksForThreads(parsed) ? EmotionRecognizerOptions.MostThreads : mostUnasked),
        };
    }
}
