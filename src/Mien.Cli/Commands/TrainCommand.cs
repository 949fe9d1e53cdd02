using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Recipes;
using Mien.Learning.Reports;
using Mien.Learning.Training;

namespace Mien.Cli.Commands;

/// <summary><c>mien train</c>: trains what a recipe describes, or continues where it was interrupted.</summary>
internal static class TrainCommand
{
    public static Command Create(Shell shell, CommandEntry entry)
    {
        var recipe = new Argument<string>("RECIPE") { Description = "The recipe, a YAML file" };
        var output = new Option<string?>("--out") { Description = "The run's folder; runs/NAME of the recipe otherwise", HelpName = "DIR" };
        var set = new Option<string[]>("--set") { Description = "Replace a value of the recipe, as training.epochs=5; may be given often", HelpName = "KEY=VALUE" };
        var weights = new Option<string?>("--weights") { Description = "Weights that the run starts from: .onnx, .safetensors, or PyTorch's .pth", HelpName = "FILE" };
        var allow = new Option<bool>("--allow-test-selection") { Description = "Let PrivateTest rows choose the epoch; marks the run for good" };
        var holdout = new HoldoutOptions("Learn from all rows but this stratified share, such as 0.2, and choose on a tenth of them");
        var (data, compute, report) = (new DataOptions(), new ComputeOptions(), new ReportOptions());
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien train recipes/default.yaml --data fer2013.csv.gz --votes fer2013new.csv",
            "mien train recipes/default.yaml --data faces/ --set training.epochs=5 --out runs/short") { recipe, output, set, weights, allow };
        holdout.AddTo(command);
        data.AddTo(command);
        compute.AddBackendTo(command);
        report.AddLanguageTo(command);
        command.SetAction(parsed =>
        {
            var loaded = Recipe.Load(parsed.GetRequiredValue(recipe), [.. Optional(holdout.ReadAsOverride(parsed)), .. parsed.GetValue(set) ?? []]);
            var folder = new RunFolder(parsed.GetValue(output) ?? Path.Combine("runs", loaded.Name));
            var rows = data.Open(parsed, shell);
            using var progress = new TrainingDisplay(shell, loaded.Training.Epochs);
            var options = new TrainerOptions
            {
                Backend = compute.OpenBackend(parsed, shell),
                Time = shell.Time,
                Weights = parsed.GetValue(weights),
                AllowTestSelection = parsed.GetValue(allow),
                OnNotice = shell.Note,
                OnStep = progress.Step,
                OnEpoch = progress.Epoch,
            };
            using var trainer = new Trainer(loaded, rows, folder, options);
            trainer.Run(shell.Cancellation);
            RunReport.Write(folder, loaded, rows, options.Backend, VersionLine.Version, report.Language(parsed), shell.Time, shell.Cancellation);
            shell.Show($"The best model is {folder.Best}; its figures are in {folder.Metrics}, the report in {folder.Report}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Optional(string? value) => value is null ? [] : [value];
}
