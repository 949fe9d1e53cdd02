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
        var seeds = OptionKinds.Whole("--seeds", "Train each trial with so many seeds, the recipe's and those after it, and rank by the mean", 1, 1, 100);
        var output = new Option<string?>("--out") { Description = "The sweep's folder; runs/NAME-sweep of the recipe otherwise", HelpName = "DIR" };
        var set = new Option<string[]>("--set") { Description = "Replace a value of the recipe in all trials, as training.epochs=5; may be given often", HelpName = "KEY=VALUE" };
        var (data, compute) = (new DataOptions(), new ComputeOptions());
        var command = new ExampleCommand(
            entry.Name,
            entry.Description,
            "mien sweep recipes/b2-elu.yaml --data fer2013.csv.gz --over schedule.learningRate=0.003,0.001 --over training.batch=64,128",
            "mien sweep recipes/b5-random-forest.yaml --data fer2013.csv.gz --over method.trees=100,500 --seeds 3",
            "mien sweep recipes/b3-plain.yaml --data fer2013.csv.gz --random 8 --over schedule.learningRate=0.0003..0.01 --set training.epochs=5") { recipe, over, random, seed, seeds, output, set };
        data.AddTo(command);
        compute.AddBackendTo(command);
        command.SetAction(parsed =>
        {
            var loaded = Recipe.Load(parsed.GetRequiredValue(recipe), parsed.GetValue(set));
            var plan = Plan(parsed.GetValue(over) ?? [], parsed.GetValue(random), parsed.GetValue(seed));
            var sweep = Open(loaded, plan, parsed.GetValue(output) ?? Path.Combine("runs", $"{loaded.Name}-sweep"), parsed.GetValue(seeds));
            var rows = data.Open(parsed, shell);
            var backend = compute.OpenBackend(parsed, shell);
            IReadOnlyList<SweepTrial> trials = [];
            shell.RunLive(report => trials = sweep.Run(rows, number => Trial(shell, report, sweep, number, plan, backend), shell.Cancellation));
            shell.Show(Table(trials, parsed.GetValue(seeds)));
            // The best comes first, so that where it diverged all did.
            shell.Show(trials[0].Fault is null
                ? $"The best trial is {sweep.PathOf(trials[0].Number)}; all are in {sweep.Table}. They were chosen on the rows that choose: report another."
                : $"All trials diverged, so that there is no best; they are in {sweep.Table}. Lower schedule.learningRate, or set training.gradientClip.");
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

    private static Sweep Open(Recipe recipe, IReadOnlyList<IReadOnlyList<string>> plan, string folder, int seeds)
    {
        try
        {
            return new Sweep(recipe, plan, folder, seeds);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"--seeds: {fault.Message}");
        }
    }

    private static Table Table(IReadOnlyList<SweepTrial> trials, int seeds)
    {
        var heading = seeds > 1 ? string.Create(CultureInfo.InvariantCulture, $"figures on the rows that choose, mean ± deviation over {seeds} seeds") : "figures on the rows that choose";
        var table = new Table().Border(TableBorder.Rounded).AddColumns("trial", "settings", "epoch", heading);
        foreach (var trial in trials)
        {
            var figures = trial.Fault is null
                ? string.Join("  ", trial.Figures.Select(f => $"{f.Key} {Figure(f.Value.Accuracy, seeds, "P2")}, F1 {Figure(f.Value.MacroF1, seeds, "F4")}, loss {Figure(f.Value.Loss, seeds, "F4")}"))
                : "diverged";
            table.AddRow(new Text(trial.Number.ToString(CultureInfo.InvariantCulture)), new Text(string.Join("\n", trial.Overrides)), new Text(string.Join(' ', trial.Epochs)), new Text(figures));
        }
        return table;
    }

    private static string Figure(MeanDeviation figure, int seeds, string format) =>
        figure.Mean.ToString(format, CultureInfo.InvariantCulture) + (seeds > 1 ? $" ± {figure.Deviation.ToString(format, CultureInfo.InvariantCulture)}" : string.Empty);

    /// <summary>How a training is run and shown.</summary>
    private static TrainerOptions Trial(Shell shell, ProgressReport report, Sweep sweep, int number, IReadOnlyList<IReadOnlyList<string>> plan, Compute.IBackend backend)
    {
        shell.Note($"trial {number} of {plan.Count}: {string.Join(", ", plan[number - 1])}");
        var display = new TrainingDisplay(shell, report, sweep.Recipes[number - 1] is { Method: null } trial ? trial.Training.Epochs : 1);
        return new TrainerOptions { Backend = backend, Time = shell.Time, OnNotice = shell.Note, OnStep = display.Step, OnEpoch = display.Epoch };
    }
}
