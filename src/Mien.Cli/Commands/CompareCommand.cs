using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Evaluation;
using Mien.Learning.Reports;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien compare</c>: models on the same rows in one table, which says which differences are real.</summary>
internal static class CompareCommand
{
    public static Command Create(Shell shell, CommandEntry entry)
    {
        var models = new Argument<string[]>("RUN|MODEL") { Description = "Folders of runs, ONNX files and classical models (*.mien)", Arity = ArgumentArity.OneOrMore };
        var seconds = OptionKinds.Number("--seconds", "How long to time each model", 1, 0, 3600);
        var csv = LineOutput.Option("--csv", "Write the table as CSV, to standard output or to a file named *.csv", ".csv");
        var (choices, data, compute, page, json) = (new EvaluationChoices(), new DataOptions(), new ComputeOptions(), new ReportOptions(), JsonOutput.Option());
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien compare runs/* --data fer2013.csv.gz --split private",
            "mien compare runs/b5-* --data fer2013.csv.gz --split private --shared-classes",
            "mien compare runs/one runs/two model.onnx --data fer2013.csv.gz --split private --csv table.csv --html table.html") { models, seconds };
        choices.AddTo(command);
        data.AddTo(command);
        compute.AddTo(command);
        command.Add(csv);
        page.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var target = JsonOutput.From(parsed, json);
            if (target.IsStandardOutput && parsed.GetResult(csv) is not null && parsed.GetValue(csv) is null or "-")
                throw new UsageException("--csv and --json both write to standard output; give one of them a file");
            var choice = compute.Open(parsed, shell);
            var options = choices.Options(parsed, data, choice);
            var (asked, all) = data.OpenWithin(parsed, shell);
            var (rows, name) = choices.Select(parsed, asked);
            string[] given = [.. parsed.GetRequiredValue(models).Distinct()];
            KeyValuePair<string, string>[] named = [.. ModelPath.Names(given).Zip(given, (called, path) => KeyValuePair.Create(called, ModelPath.Of(path)))];
            var sorted = new ModelComparer(options, shell.Time)
                .Compare(named, rows, name, all, parsed.GetValue(seconds), model => shell.Note($"measuring {model}"), shell.Cancellation);
            // Shown first: a file that cannot be written must not cost the figures.
            if (!target.IsStandardOutput)
                Show(sorted, shell);
            target.Write(ComparisonFigures.Of(sorted), CliJson.Default.ComparisonFigures, shell);
            WriteCsv(sorted, parsed, csv, shell);
            if (page.Target(parsed) is { } path)
                RunReport.Save(ComparisonPage.Write(sorted, ReportOptions.Environment(choice), shell.Time.GetUtcNow(), page.Language(parsed)), path);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(IReadOnlyList<ComparedRow> rows, Shell shell)
    {
        var result = rows[0].Model.Evaluation.Result;
        shell.Show(Text($"{result.Split} ({result.Protocol}), {result.Count} pictures")
            + (result.Excluded > 0 ? Text($", {result.Excluded} excluded by the protocol") : string.Empty)
            + (result.OtherClasses > 0 ? Text($", {result.OtherClasses} of other classes left out ({string.Join(", ", result.Labels)} are shared)") : string.Empty));
        foreach (var (name, evaluation) in rows.Select(row => (row.Model.Name, row.Model.Evaluation.Result)).Where(row => row.Result.UnknownClasses.Count > 0))
            shell.Show($"{name} lacks {string.Join(", ", evaluation.UnknownClasses)}, which count as wrong; --shared-classes leaves them out");
        foreach (var row in rows.Where(row => row.Model.Evaluation.Result.TestSelection == true))
            shell.Show($"{row.Model.Name} was at some time chosen on test rows: its figures flatter it");
        shell.Show(Table(rows));
    }

    private static void WriteCsv(IReadOnlyList<ComparedRow> rows, ParseResult parsed, Option<string?> csv, Shell shell)
    {
        using var lines = LineOutput.Open(parsed, csv, shell);
        foreach (var line in lines is null ? [] : ComparisonPage.ToCsv(rows))
            lines!.Write(line);
    }

    private static Table Table(IReadOnlyList<ComparedRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("model").NoWrap());
        foreach (var column in new[] { "accuracy", "95 % interval", "macro F1", "M parameters", "M MACs", "ms a face", "MB" })
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("against the next");
        foreach (var (model, test) in rows)
        {
            var result = model.Evaluation.Result;
            table.AddRow(
                Markup.Escape(model.Name), Text($"{result.Accuracy:P2}"), Text($"{result.Interval[0]:P2} to {result.Interval[1]:P2}"), Text($"{result.MacroF1:F3}"),
                Text($"{model.Parameters / 1e6:N2}"), model.MultiplyAdds is { } work ? Text($"{work / 1e6:N1}") : "-", Text($"{model.MillisecondsPerFace:F2}"), Text($"{model.Bytes / 1e6:F2}"),
                Markup.Escape(ComparisonPage.Verdict(test)));
        }
        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
