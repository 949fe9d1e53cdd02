using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Recipes;
using Mien.Learning.Sweeps;
using Mien.Learning.Training;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary><c>mien sweep</c>: trains a recipe with several values of its keys and ranks them on the rows that choose.</summary>
internal static class SweepCommand
{
    public static Command Create(Shell shell, CommandEntry entry)
    {
        var recipe = new Argument<string>("RECIPE") { Description = "The recipe, a YAML file" };
        var over = new Option<string[]>("--over") { Description = "A key and its values, as training.batch=64,128, or with --random a range, as schedule.learningRate=0.001..0.1; may be given often", HelpName = "KEY=VALUES" };
        var random = OptionKinds.Whole("--random", "Draw so many trials instead of the whole grid; 0 for the grid", 0, 0, 1000);
        var seed = OptionKinds.Whole("--seed", "The seed of --random", 1, 0, int.MaxValue);
        var output = new Option<string?>("--out") { Description = "The sweep's folder; runs/NAME-sweep of the recipe otherwise", HelpName = "DIR" };
        var set = new Option<string[]>("--set") { Description = "Replace a value of the recipe in all trials, as training.epochs=5; may be given often", HelpName = "KEY=VALUE" };
        var (data, compute) = (new DataOptions(), new ComputeOptions());
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien sweep recipes/b2-elu.yaml --data fer2013.csv.gz --over schedule.learningRate=0.003,0.001 --over training.batch=64,128",
            "mien sweep recipes/default.yaml --data faces/ --random 8 --over schedule.learningRate=0.01..0.3 --set training.epochs=5") { recipe, over, random, seed, output, set };
        data.AddTo(command);
        compute.AddBackendTo(command);
        command.SetAction(parsed =>
        {
            var loaded = Recipe.Load(parsed.GetRequiredValue(recipe), parsed.GetValue(set));
            var plan = Plan(parsed.GetValue(over) ?? [], parsed.GetValue(random), parsed.GetValue(seed));
            var sweep = new Sweep(loaded, plan, parsed.GetValue(output) ?? Path.Combine("runs", $"{loaded.Name}-sweep"));
            var rows = data.Open(parsed, shell);
            var backend = compute.OpenBackend(parsed, shell);
            using var displays = new TrialDisplays(shell, sweep);
            var trials = sweep.Run(rows, number => displays.Open(number, backend, plan), shell.Cancellation);
            shell.Show(Table(trials));
            shell.Show($"The best trial is {sweep.FolderOf(trials[0].Number).Path}; all are in {sweep.Table}. They were chosen on the rows that choose: report another.");
            return trials.Any(trial => trial.Fault is not null) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<IReadOnlyList<string>> Plan(string[] over, int random, int seed)
    {
        try
        {
            var axes = Array.ConvertAll(over, SweepAxis.Parse);
            return random > 0 ? SweepPlan.Random(axes, random, seed) : SweepPlan.Grid(axes);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--over: {fault.Message}");
        }
    }

    private static Table Table(IReadOnlyList<SweepTrial> trials)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("trial", "settings", "epoch", "figures on the rows that choose");
        foreach (var trial in trials)
        {
            var figures = trial.Fault is null
                ? string.Join("  ", trial.Figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value.Accuracy:P2}, F1 {f.Value.MacroF1:F4}, loss {f.Value.Loss:F4}")))
                : "diverged";
            table.AddRow(new Text(trial.Number.ToString(CultureInfo.InvariantCulture)), new Text(string.Join("\n", trial.Overrides)), new Text(trial.Epoch.ToString(CultureInfo.InvariantCulture)), new Text(figures));
        }
        return table;
    }

    /// <summary>A display for each trial in turn.</summary>
    private sealed class TrialDisplays(Shell shell, Sweep sweep) : IDisposable
    {
        private TrainingDisplay? current;

        public TrainerOptions Open(int number, Compute.IBackend backend, IReadOnlyList<IReadOnlyList<string>> plan)
        {
            current?.Dispose();
            current = new TrainingDisplay(shell, sweep.Recipes[number - 1].Training.Epochs);
            shell.Note($"trial {number} of {plan.Count}: {string.Join(", ", plan[number - 1])}");
            return new TrainerOptions { Backend = backend, Time = shell.Time, OnNotice = shell.Note, OnStep = current.Step, OnEpoch = current.Epoch };
        }

        public void Dispose() => current?.Dispose();
    }
}
