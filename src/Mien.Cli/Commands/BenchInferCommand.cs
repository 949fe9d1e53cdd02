using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Neural.Benchmarks;

namespace Mien.Cli.Commands;

/// <summary><c>mien bench infer</c>: milliseconds a picture of a model.</summary>
internal static class BenchInferCommand
{
    public static Command Create(Shell shell)
    {
        var source = new Argument<string>("FILE|RECIPE") { Description = "An ONNX file, a recipe (*.yaml), or a network's name: small, b2, resnet18, …" };
        var batch = OptionKinds.Whole("--batch", "Pictures a run", 1, 1, 4096);
        var seconds = OptionKinds.Number("--seconds", "How long to measure", 5, 0, 86_400);
        var warmup = OptionKinds.Whole("--warmup", "Runs that are not timed, beside the first", 10, 0, 100_000);
        var (size, compute, json) = (NetworkSource.SizeOption(), new ComputeOptions(), JsonOutput.Option());
        var command = new ExampleCommand(
            "infer",
            "Time a model on random pictures in memory",
            "mien bench infer model.onnx",
            "mien bench infer model.onnx --batch 32 --precision bf16 --json -") { source, batch, size };
        compute.AddTo(command);
        command.Add(seconds);
        command.Add(warmup);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(source);
            var network = NetworkSource.Open(path, parsed.GetValue(size));
            var choice = compute.Open(parsed, shell);
            var result = InferenceBenchmark.Run(
                network, parsed.GetValue(batch), choice.Backend, choice.Precision, choice.Threads, parsed.GetValue(seconds), parsed.GetValue(warmup), shell.Time, shell.Cancellation);
            Report(BenchInferReport.Of(path, result, choice), JsonOutput.From(parsed, json), shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Report(BenchInferReport report, JsonOutput json, Shell shell)
    {
        json.Write(report, CliJson.Default.BenchInferReport, shell);
        if (json.IsStandardOutput)
            return;
        shell.Show(FormattableString.Invariant(
            $"{report.Model}: {report.MillisecondsPerImage:F3} ms an image, {report.ImagesPerSecond:F1} images/s (median of {report.Runs} runs)"));
        shell.Show(FormattableString.Invariant(
            $"  {report.Precision}, {report.Backend}, batch {report.Batch}, {report.Threads} thread(s); first result after {report.FirstRunMilliseconds:F0} ms"));
    }
}
