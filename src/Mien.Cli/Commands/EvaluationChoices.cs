using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;

namespace Mien.Cli.Commands;

/// <summary>The options that say what is measured and how: <c>--split</c>, <c>--output</c>, <c>--protocol</c>, <c>--shared-classes</c>, <c>--tta</c>, <c>--detect</c> and theirs.</summary>
internal sealed class EvaluationChoices
{
    private static readonly string[] Protocols = ["labels", "ferplus-majority", "ferplus-plurality"];

    private readonly Option<string> split = new("--split")
    {
        Description = "A comma list of training, public, private; or all",
        HelpName = "LIST",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<string?> output = new("--output") { Description = "The model's output, or mean (which analyze shows for the built-in model); by default the output that has the data's classes", HelpName = "NAME" };
    private readonly Option<string?> protocol = OptionKinds.Choice("--protocol", "What labels are; by default ferplus-majority with --votes unless --output has the table's labels", null, Protocols);
    private readonly Option<string?> tta = OptionKinds.Choice("--tta", "Average over views of each face: itself and its mirror image, or ten crops", null, "flip", "ten-crop");
    private readonly Option<bool> detect = new("--detect") { Description = "Find faces and cut them out first; the largest counts" };
    private readonly Option<bool> shared = new("--shared-classes") { Description = "Only the rows of classes that every model knows; the others are counted and left out" };
    private readonly Option<bool> seen = new("--allow-seen-rows") { Description = "Evaluate rows that the model was trained or chosen on all the same" };

    private readonly HoldoutOptions holdout = new("Take this stratified share of the rows only, such as 0.2: what a run with the same --holdout left out");

    /// <summary>Who finds faces.</summary>
    public DetectorOptions Detector { get; } = new();

    private Option[] All => [split, output, protocol, shared, tta, detect, seen];

    /// <summary>The first of the options but the detector's that the user gave; null where there is none.</summary>
    public Option? FirstGiven(ParseResult parsed) => OptionKinds.FirstGiven(parsed, All);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
        Detector.AddTo(command);
        holdout.AddTo(command);
    }

    /// <summary>The rows to measure on, and what the user calls them.</summary>
    /// <exception cref="UsageException">The list is none of splits.</exception>
    public (Dataset Rows, string Name) Select(ParseResult parsed, Dataset all)
    {
        var name = parsed.GetRequiredValue(split);
        try
        {
            return holdout.Select(parsed, all.Select(SplitSelection.Parse(name)), name);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--split: {fault.Message.Split(" (Parameter")[0]}");
        }
    }

    /// <summary>How to measure.</summary>
    /// <exception cref="UsageException">An option of the detector is given, and nothing is searched.</exception>
    public EvaluationOptions Options(ParseResult parsed, DataOptions data, ComputeChoice compute) => new()
    {
        Output = parsed.GetValue(output),
        Protocol = ProtocolOf(parsed.GetValue(protocol), data.HasVotes(parsed), parsed.GetValue(output)),
        SharedClasses = parsed.GetValue(shared),
        Tta = parsed.GetValue(tta) switch { "flip" => TestTimeAugmentation.Flip, "ten-crop" => TestTimeAugmentation.TenCrop, _ => TestTimeAugmentation.None },
        Detection = DetectionOf(parsed, compute),
        AllowSeenRows = parsed.GetValue(seen),
        Backend = compute.Backend,
        Precision = compute.Precision,
        Threads = compute.Threads,
    };

    private EmotionRecognizerOptions? DetectionOf(ParseResult parsed, ComputeChoice compute)
    {
        if (parsed.GetValue(detect))
            return Detector.Choose(parsed, compute);
        return Detector.FirstGiven(parsed) is { } given ? throw new UsageException($"{given.Name} goes with --detect, which is missing") : null;
    }

    /// <summary>With votes the published FER+ rule counts, unless the output that was asked for has the table's own labels.</summary>
    private static LabelProtocol ProtocolOf(string? named, bool hasVotes, string? output) => named switch
    {
        "labels" => LabelProtocol.Labels,
        "ferplus-majority" => LabelProtocol.FerPlusMajority,
        "ferplus-plurality" => LabelProtocol.FerPlusPlurality,
        _ => hasVotes && output is (null or "ferplus") ? LabelProtocol.FerPlusMajority : LabelProtocol.Labels,
    };
}
