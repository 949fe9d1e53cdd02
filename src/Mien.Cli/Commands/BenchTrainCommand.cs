using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Benchmarks;
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
        var batch = OptionKinds.Whole("--batch", "Images a step", 128, 1, 4096);
        var seconds = OptionKinds.Number("--seconds", "How long to measure", 10, 0, 86_400);
        var warmup = OptionKinds.Whole("--warmup", "Steps that are not timed", 3, 0, 1000);
        var (compute, json) = (new ComputeOptions(), JsonOutput.Option());
        var command = new ExampleCommand(
            "train",
            "Time training steps on one batch of random pictures, which the network learns by heart",
            "mien bench train --net small --seconds 5",
            "mien bench train --net recipes/default.yaml --precision bf16 --json -") { net, batch };
        compute.AddTo(command);
        command.Add(seconds);
        command.Add(warmup);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var network = NetworkSource.Create(parsed.GetRequiredValue(net));
            var choice = compute.Open(parsed, shell);
            var result = TrainingBenchmark.Run(
                network, parsed.GetValue(batch), choice.Backend, choice.Precision, choice.Threads, parsed.GetValue(warmup), parsed.GetValue(seconds), shell.Time, shell.Cancellation);
            Report(BenchTrainReport.Of(parsed.GetRequiredValue(net), result, choice), JsonOutput.From(parsed, json), shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Report(BenchTrainReport report, JsonOutput json, Shell shell)
    {
        if (!json.IsStandardOutput)
            Show(report, shell);
        json.Write(report, CliJson.Default.BenchTrainReport, shell);
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
