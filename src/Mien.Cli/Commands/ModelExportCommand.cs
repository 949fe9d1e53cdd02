using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Emotions.Models;
using Mien.Neural.Onnx;

namespace Mien.Cli.Commands;

/// <summary><c>mien model export</c>: writes a model anew, smaller or with another output shown.</summary>
internal static class ModelExportCommand
{
    public static Command Create(Shell shell)
    {
        var model = new Argument<string>("MODEL") { Description = "An ONNX file" };
        var target = new Argument<string>("FILE") { Description = "The file to write" };
        var half = new Option<bool>("--half-weights") { Description = "Store weights in half precision behind Cast nodes: half the size, computed in f32 all the same" };
        var show = new Option<string?>("--show") { Description = "The output that analyze shows, or mean", HelpName = "NAME" };
        var command = new ExampleCommand(
            "export",
            "Write a model anew, smaller or with another output shown",
            "mien model export runs/default/best.onnx emotions.onnx --half-weights --show mean") { model, target, half, show };
        command.SetAction(parsed =>
        {
            var source = parsed.GetRequiredValue(model);
            var graph = OnnxReader.Read(source);
            if (parsed.GetValue(show) is { } shown)
                Show(shown, graph.Metadata, source);
            OnnxWriter.Write(graph, parsed.GetRequiredValue(target), new OnnxWriteOptions { HalfWeights = parsed.GetValue(half) });
            shell.Show(FormattableString.Invariant($"{parsed.GetRequiredValue(target)}: {new FileInfo(parsed.GetRequiredValue(target)).Length} bytes"));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(string output, IDictionary<string, string> metadata, string source)
    {
        var facts = ModelMetadata.Read(new SortedDictionary<string, string>(metadata, StringComparer.Ordinal), source);
        try
        {
            (facts with { Show = output }).WriteTo(metadata);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--show: {fault.Message}");
        }
    }
}
