using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Recipes;
using Mien.Neural;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien model info</c>: sizes and work of a network.</summary>
internal static class ModelInfoCommand
{
    public static Command Create(Shell shell)
    {
        var source = new Argument<string>("RECIPE|FILE") { Description = "A recipe (*.yaml), an ONNX file, or a network's name: small, b2, resnet18, …" };
        var (size, json) = (NetworkSource.SizeOption(), JsonOutput.Option());
        var command = new ExampleCommand(
            "info",
            "Show the parameters, work, inputs and outputs of a network",
            "mien model info recipes/default.yaml",
            "mien model info model.onnx --json -") { source, size, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(source);
            var recipe = NetworkSource.IsRecipe(path) ? Recipe.Load(path) : null;
            var network = recipe?.Network.Create() ?? NetworkSource.Open(path, parsed.GetValue(size));
            Report(ModelInfoReport.Of(path, ModelSummary.Of(network), TrainableCounts.Of(network, recipe)), JsonOutput.From(parsed, json), shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Report(ModelInfoReport report, JsonOutput json, Shell shell)
    {
        json.Write(report, CliJson.Default.ModelInfoReport, shell);
        if (json.IsStandardOutput)
            return;
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("fact").AddColumn(new TableColumn("value").RightAligned());
        table.Title = new TableTitle(Markup.Escape(report.Source));
        Add("parameters (learned)", FormattableString.Invariant($"{report.Parameters:N0}"));
        if (report.Phases.Count > 1 || report.TrainableParameters != report.Parameters)
            Add("trainable, phase by phase", string.Join(" · ", report.Phases.Select(count => FormattableString.Invariant($"{count:N0}"))));
        Add("statistics", FormattableString.Invariant($"{report.Statistics:N0}"));
        Add("multiply-adds a picture", FormattableString.Invariant($"{report.MultiplyAdds:N0}"));
        foreach (var value in report.Input)
            Add($"input {value.Name}", string.Join('×', value.Shape));
        foreach (var value in report.Outputs)
            Add($"output {value.Name}", string.Join('×', value.Shape));
        shell.Show(table);

        void Add(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }
}
