using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Reports;
using Mien.Neural;
using Mien.Neural.Benchmarks;
using Mien.Neural.Onnx;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien compare</c>: models on the same rows in one table, which says which differences are real.</summary>
internal static class CompareCommand
{
    private const int Warmup = 5;

    public static Command Create(Shell shell, CommandEntry entry)
    {
        var models = new Argument<string[]>("RUN|MODEL") { Description = "Folders of runs and ONNX files", Arity = ArgumentArity.OneOrMore };
        var seconds = OptionKinds.Number("--seconds", "How long to time each model", 1, 0, 3600);
        var csv = LineOutput.Option("--csv", "Write the table as CSV, to standard output or to a file named *.csv", ".csv");
        var (choices, data, compute, page) = (new EvaluationChoices(), new DataOptions(), new ComputeOptions(), new ReportOptions());
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien compare runs/* --data fer2013.csv.gz --split private",
            "mien compare runs/one runs/two model.onnx --data fer2013.csv.gz --split private --csv table.csv --html table.html") { models, seconds };
        choices.AddTo(command);
        data.AddTo(command);
        compute.AddTo(command);
        command.Add(csv);
        page.AddTo(command);
        command.SetAction(parsed =>
        {
            var choice = compute.Open(parsed, shell);
            var options = choices.Options(parsed, data, choice);
            var (asked, all) = data.OpenWithin(parsed, shell);
            var (rows, name) = choices.Select(parsed, asked);
            var measured = parsed.GetRequiredValue(models).Distinct()
                .Select(model => Measure(model, options, rows, name, all, choice, parsed.GetValue(seconds), shell)).ToList();
            var sorted = ModelComparison.Sort(measured);
            shell.Show(Table(sorted));
            using (var lines = LineOutput.Open(parsed, csv, shell))
            {
                foreach (var line in lines is null ? [] : ComparisonPage.ToCsv(sorted))
                    lines!.Write(line);
            }
            if (page.Target(parsed) is { } path)
                RunReport.Save(ComparisonPage.Write(sorted, ReportOptions.Environment(choice), shell.Time.GetUtcNow(), page.Language(parsed)), path);
            return ExitCode.Done;
        });
        return command;
    }

    private static ComparedModel Measure(
        string model, EvaluationOptions options, Dataset rows, string name, Dataset all, ComputeChoice choice, double seconds, Shell shell)
    {
        var path = ModelPath.Of(model);
        shell.Note($"measuring {model}");
        var evaluation = new Evaluator(options, shell.Time).Evaluate([path], rows, name, all, shell.Cancellation);
        var graph = OnnxReader.Read(path);
        var summary = ModelSummary.Of(graph);
        var timing = InferenceBenchmark.Run(graph, 1, choice.Backend, choice.Precision, choice.Threads, seconds, Warmup, shell.Time, shell.Cancellation);
        return new ComparedModel(model, evaluation, summary.Parameters, summary.MultiplyAdds, timing.MillisecondsPerImage, new FileInfo(path).Length);
    }

    private static Table Table(IReadOnlyList<ComparedRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("model");
        foreach (var column in new[] { "accuracy", "95 % interval", "macro F1", "parameters", "multiply-adds", "ms a face", "MB" })
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("against the next");
        foreach (var (model, test) in rows)
        {
            var result = model.Evaluation.Result;
            table.AddRow(
                Markup.Escape(model.Name), Text($"{result.Accuracy:P2}"), Text($"{result.Interval[0]:P2} to {result.Interval[1]:P2}"), Text($"{result.MacroF1:F3}"),
                Text($"{model.Parameters:N0}"), Text($"{model.MultiplyAdds / 1e6:N1} M"), Text($"{model.MillisecondsPerFace:F2}"), Text($"{model.Bytes / 1e6:F2}"),
                Markup.Escape(ComparisonPage.Verdict(test)));
        }
        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
