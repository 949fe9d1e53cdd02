using System.CommandLine;
using Mien.Cli.Hosting;
using Mien.Learning.Data;
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
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the resolved recipe, the network or the features, and about the memory and time, and train nothing" };
        var repeats = new RepeatOptions();
        var holdout = new HoldoutOptions("Learn from all rows but this stratified share, such as 0.2, and choose on a tenth of them");
        var (data, compute, report) = (new DataOptions(), new ComputeOptions(), new ReportOptions());
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien train recipes/default.yaml --data fer2013.csv.gz --votes fer2013new.csv",
            "mien train recipes/own-pictures.yaml --data pictures/ --weights models/default.onnx --out runs/mine",
            "mien train recipes/own-pictures.yaml --data pictures/ --weights models/default.onnx --folds 5") { recipe, output, set, weights, allow, dryRun };
        repeats.AddTo(command);
        holdout.AddTo(command);
        data.AddTo(command);
        compute.AddBackendTo(command);
        report.AddLanguageTo(command);
        command.SetAction(parsed =>
        {
            var loaded = Recipe.Load(parsed.GetRequiredValue(recipe), [.. Optional(holdout.ReadAsOverride(parsed)), .. parsed.GetValue(set) ?? []]);
            var runs = repeats.Runs(parsed, loaded);
            var folder = parsed.GetValue(output) ?? Path.Combine("runs", loaded.Name);
            var options = new TrainerOptions
            {
                Backend = compute.OpenBackend(parsed, shell),
                Time = shell.Time,
                Weights = parsed.GetValue(weights),
                AllowTestSelection = parsed.GetValue(allow),
                OnNotice = shell.Note,
            };
            if (loaded.Detection is not null)
            {
                DetectorTraining.Run(loaded, data.Path(parsed), new RunFolder(folder), options, parsed.GetValue(dryRun), shell);
                return ExitCode.Done;
            }
            if (loaded.Method is not null && options.Weights is not null)
                throw new UsageException($"--weights: '{loaded.Name}' is a classical method, which starts from no weights; leave it out");
            var rows = data.Open(parsed, shell);
            if (parsed.GetValue(dryRun))
            {
                TrainingPreview.Show(runs[0].Recipe, rows, options, shell);
                return ExitCode.Done;
            }
            var done = TrainAll(runs, rows, folder, options, report.Language(parsed), shell);
            if (done.Count > 1)
                repeats.Report(parsed, folder, done, shell);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Train(Recipe recipe, Dataset rows, RunFolder folder, TrainerOptions options, ReportLanguage language, Shell shell)
    {
        shell.RunLive(report =>
        {
            var display = new TrainingDisplay(shell, report, recipe.Method is null ? recipe.Training.Epochs : 1);
            RecipeRun.Train(recipe, rows, folder, options with { OnStep = display.Step, OnEpoch = display.Epoch }, shell.Cancellation);
        });
        RunReport.Write(folder, recipe, rows, options.Backend, VersionLine.Version, language, shell.Time, shell.Cancellation);
        shell.Show($"The best model is {folder.Best}; its figures are in {folder.Metrics}, the report in {folder.Report}.");
    }

    private static List<KeyValuePair<int, RunFolder>> TrainAll(
        IReadOnlyList<(string Folder, int Number, Recipe Recipe)> runs, Dataset rows, string folder, TrainerOptions options, ReportLanguage language, Shell shell)
    {
        var done = new List<KeyValuePair<int, RunFolder>>();
        foreach (var (name, number, recipe) in runs)
        {
            if (name.Length > 0)
                shell.Note(name.Replace('-', ' '));
            done.Add(new(number, RecipeRun.FolderOf(recipe, Path.Combine(folder, name))));
            Train(recipe, rows, done[^1].Value, options, language, shell);
        }
        return done;
    }

    private static string[] Optional(string? value) => value is null ? [] : [value];
}
