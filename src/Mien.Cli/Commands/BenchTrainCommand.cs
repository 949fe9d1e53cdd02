using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Benchmarks;
using Mien.Learning.Recipes;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien bench train</c>: images a second of a training step.</summary>
internal static class BenchTrainCommand
{
    public static Command Create(Shell shell)
    {
        var net = new Option<string>("--net")
        {
            Description = "The network: small, b2, resnet18, …, or a recipe's file",
            HelpName = "NAME|RECIPE",
            DefaultValueFactory = _ => "small",
        };
        var phase = OptionKinds.Whole("--phase", "Only this phase of the recipe, from 1; 0 for all in turn", 0, 0, PhaseList.Most);
        var batch = OptionKinds.Whole("--batch", "Images a step", 128, 1, 4096);
        var seconds = OptionKinds.Number("--seconds", "How long to measure", 10, 0, 86_400);
        var warmup = OptionKinds.Whole("--warmup", "Steps that are not timed", 3, 0, 1000);
        var (compute, json) = (new ComputeOptions(), JsonOutput.Option());
        var command = new ExampleCommand(
            "train",
            "Time training steps on one batch of random pictures, which the network learns by heart",
            "mien bench train --net small --seconds 5",
            "mien bench train --net recipes/b5-mobilenet-v2.yaml --batch 32 --phase 2",
            "mien bench train --net recipes/default.yaml --precision bf16 --json -") { net, phase, batch };
        compute.AddTo(command);
        command.Add(seconds);
        command.Add(warmup);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var source = parsed.GetRequiredValue(net);
            var (phases, choice) = (NetworkSource.Phases(source), compute.Open(parsed, shell));
            if (parsed.GetValue(phase) > phases.Count)
                throw new UsageException(FormattableString.Invariant($"--phase: {source} has {phases.Count} phase(s)"));
            int[] wanted = parsed.GetValue(phase) is > 0 and var one ? [one] : [.. Enumerable.Range(1, phases.Count)];
            var reports = Array.ConvertAll(wanted, number => BenchTrainReport.Of(source, number, TrainingBenchmark.Run(
                NetworkSource.Create(source), parsed.GetValue(batch), choice.Backend, choice.Precision, choice.Threads, parsed.GetValue(warmup), parsed.GetValue(seconds),
                shell.Time, shell.Cancellation, trains: phases[number - 1]), choice));
            Report(reports, JsonOutput.From(parsed, json), shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Report(BenchTrainReport[] reports, JsonOutput json, Shell shell)
    {
        if (!json.IsStandardOutput)
        {
            if (reports.Length == 1)
                Show(reports[0], shell);
            else
                ShowPhases(reports, shell);
        }
        if (reports.Length == 1)
            json.Write(reports[0], CliJson.Default.BenchTrainReport, shell);
        else
            json.Write(new BenchPhasesReport(reports[0].Net, reports), CliJson.Default.BenchPhasesReport, shell);
    }

    private static void ShowPhases(BenchTrainReport[] reports, Shell shell)
    {
        shell.Show(FormattableString.Invariant($"{reports[0].Net}: {reports[0].Precision}, {reports[0].Backend}, batch {reports[0].Batch}, {reports[0].Threads} thread(s)"));
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in new[] { "phase", "numbers that learn", "images/s", "ms an image", "steps", "MiB" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var r in reports)
            table.AddRow(Text($"{r.Phase}"), Text($"{r.Learned:N0}"), Text($"{r.ImagesPerSecond:F1}"), Text($"{r.MillisecondsPerImage:F3}"), Text($"{r.Runs}"), Text($"{r.TensorBytes >> 20:N0}"));
        shell.Show(table);
    }

    private static void Show(BenchTrainReport report, Shell shell)
    {
        shell.Show(FormattableString.Invariant(
            $"{report.Net}: {report.ImagesPerSecond:F1} images/s, {report.MillisecondsPerImage:F3} ms an image (median of {report.Runs} steps)"));
        shell.Show(FormattableString.Invariant(
            $"  {report.Precision}, {report.Backend}, batch {report.Batch}, {report.Threads} thread(s); loss {report.FirstLoss:F4} -> {report.LastLoss:F4}"));
        var total = report.Kernels.Sum(k => k.Milliseconds);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("where a step's time goes");
        foreach (var column in new[] { "kernels", "ms", "share" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var kernel in report.Kernels)
            table.AddRow(kernel.Operation, Text($"{kernel.Count}"), Text($"{kernel.Milliseconds:F1}"), Text($"{kernel.Milliseconds / total:P1}"));
        shell.Show(table);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
