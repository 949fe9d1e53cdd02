using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;

namespace Mien.Cli.Commands;

/// <summary><c>mien evaluate</c>: the figures of a model on rows that it has not seen.</summary>
internal static class EvaluateCommand
{
    private static readonly string[] Protocols = ["labels", "ferplus-majority", "ferplus-plurality"];

    public static Command Create(Shell shell, CommandEntry entry)
    {
        var model = new Argument<string?>("MODEL") { Description = "An ONNX file; the built-in model otherwise", Arity = ArgumentArity.ZeroOrOne };
        var split = new Option<string>("--split") { Description = "A comma list of training, public, private; or all", HelpName = "LIST", DefaultValueFactory = _ => "all" };
        var output = new Option<string?>("--output") { Description = "The model's output, or mean", HelpName = "NAME" };
        var protocol = OptionKinds.Choice("--protocol", "What labels are; by default ferplus-majority with --votes unless --output has the table's labels", null, Protocols);
        var detect = new Option<bool>("--detect") { Description = "Find faces and cut them out first; the largest counts" };
        var noRetry = new Option<bool>("--no-retry") { Description = "Do not try a picture without a face again with a border" };
        var cascade = new Option<string?>("--cascade") { Description = "The cascade file", HelpName = "FILE" };
        var seen = new Option<bool>("--allow-seen-rows") { Description = "Evaluate rows that the model was trained or chosen on all the same" };
        var holdout = new HoldoutOptions("Take this stratified share of the rows only, such as 0.2: what a run with the same --holdout left out");
        var (data, compute, json) = (new DataOptions(), new ComputeOptions(), JsonOutput.Option());
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien evaluate --data fer2013.csv.gz --votes fer2013new.csv --split private",
            "mien evaluate runs/default/best.onnx --data photos/ --labels labels.csv --detect --json -") { model, split, output, protocol, detect, noRetry, cascade, seen };
        holdout.AddTo(command);
        data.AddTo(command);
        compute.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var choice = compute.Open(parsed, shell);
            var all = data.Open(parsed, shell);
            var name = parsed.GetRequiredValue(split);
            var (rows, rowsName) = holdout.Select(parsed, all.Select(Splits(name)), name);
            var options = new EvaluationOptions
            {
                Output = parsed.GetValue(output),
                Protocol = ProtocolOf(parsed.GetValue(protocol), data.HasVotes(parsed), parsed.GetValue(output)),
                Detect = parsed.GetValue(detect),
                Retry = !parsed.GetValue(noRetry),
                CascadePath = parsed.GetValue(cascade),
                AllowSeenRows = parsed.GetValue(seen),
                Backend = choice.Backend,
                Precision = choice.Precision,
                Threads = choice.Threads,
            };
            var result = new Evaluator(options, shell.Time).Evaluate(parsed.GetValue(model), rows, rowsName, all, shell.Cancellation);
            var target = JsonOutput.From(parsed, json);
            // Shown first: a file that cannot be written must not cost the figures.
            if (!target.IsStandardOutput)
                EvaluationDisplay.Show(result, shell);
            target.Write(result, CliJson.Default.EvaluationResult, shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static SplitSelection Splits(string text)
    {
        try
        {
            return SplitSelection.Parse(text);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--split: {fault.Message.Split(" (Parameter")[0]}");
        }
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
