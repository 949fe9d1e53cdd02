using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Evaluation;

namespace Mien.Cli.Commands;

/// <summary><c>mien evaluate</c>: the figures of a model, or of several together, on rows that they have not seen.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Shell shell, CommandEntry entry)
    {
        var models = new Argument<string[]>("MODEL")
        {
            Description = "ONNX files or folders of runs, of several the probabilities are averaged; the built-in model otherwise",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var report = OptionKinds.Choice("--report", "Print scikit-learn's classification report, on class labels or on one-hot rows", null, "text", "one-hot");
        var (choices, data, compute, json) = (new EvaluationChoices(), new DataOptions(), new ComputeOptions(), JsonOutput.Option());
        var page = new ReportOptions();
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien evaluate --data fer2013.csv.gz --votes fer2013new.csv --split private",
            "mien evaluate runs/one runs/two --data fer2013.csv.gz --split private --tta flip --report text",
            "mien evaluate runs/default/best.onnx --data photos/ --labels labels.csv --detect --json -",
            "mien evaluate --detector runs/detector/best.onnx --data faces/val.jsonl") { models };
        choices.AddTo(command);
        data.AddTo(command);
        compute.AddTo(command);
        command.Add(report);
        page.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var target = JsonOutput.From(parsed, json);
            var style = parsed.GetValue(report);
            if (style is not null && target.IsStandardOutput)
                throw new UsageException("--report and --json both write to standard output; give --json a file");
            var choice = compute.Open(parsed, shell);
            if (DetectorEvaluation.IsListOfPhotos(data.Path(parsed)))
            {
                if (parsed.GetValue(models)!.Length > 0)
                    throw new UsageException("a list of marked photos measures a detector; name that by --detector");
                if (new[] { choices.FirstGiven(parsed), style is null ? null : report, page.Target(parsed) is null ? null : page.All[0] }.OfType<Option>().FirstOrDefault() is { } given)
                    throw new UsageException($"{given.Name} is for models of emotions, and a list of marked photos measures a detector");
                DetectorEvaluation.Run(parsed, data.Path(parsed), choices.Detector, choice, target, shell);
                return ExitCode.Done;
            }
            var options = choices.Options(parsed, data, choice);
            var (asked, all) = data.OpenWithin(parsed, shell);
            var (rows, name) = choices.Select(parsed, asked);
            string?[] paths = [.. parsed.GetValue(models)!.Select(ModelPath.Of)];
            var evaluation = new Evaluator(options, shell.Time).Evaluate(paths.Length == 0 ? [null] : paths, rows, name, all, shell.Cancellation);
            Show(evaluation, style, target, shell);
            page.Write(parsed, evaluation, choice, shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Evaluation evaluation, string? style, JsonOutput target, Shell shell)
    {
        // Shown first: a file that cannot be written must not cost the figures.
        if (!target.IsStandardOutput)
            EvaluationDisplay.Show(evaluation.Result, shell);
        if (style is not null)
            shell.Out.Write(evaluation.Rows.Report(style == "one-hot").ToText());
        target.Write(evaluation.Result, CliJson.Default.EvaluationResult, shell);
    }
}
