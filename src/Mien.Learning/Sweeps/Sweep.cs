using System.Globalization;
using System.Text;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Learning.Sweeps;

/// <summary>
/// Trains a recipe once for each trial of a plan and ranks the trials by the rows that choose, never by test rows. Each trial is a run in a folder of its own,
/// so that a sweep that was interrupted goes on where it stood.
/// </summary>
public sealed class Sweep
{
    private readonly Recipe recipe;
    private readonly IReadOnlyList<IReadOnlyList<string>> plan;
    private readonly string folder;

    /// <summary>Prepares a sweep, or the continuation of one.</summary>
    /// <param name="recipe">What is varied.</param>
    /// <param name="plan">The overrides of each trial.</param>
    /// <param name="folder">Where the trials' folders and <c>sweep.csv</c> lie.</param>
    /// <exception cref="RecipeException">A trial's recipe is not valid.</exception>
    /// <exception cref="CheckpointException">The folder holds another sweep.</exception>
    public Sweep(Recipe recipe, IReadOnlyList<IReadOnlyList<string>> plan, string folder)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(plan);
        (this.recipe, this.plan, this.folder) = (recipe, plan, folder);
        Recipes = [.. plan.Select(trial => recipe.With([.. trial]))];
        CheckFolder();
    }

    /// <summary>The table of the trials that have ended, the best first.</summary>
    public string Table => Path.Combine(folder, "sweep.csv");

    /// <summary>The recipe of each trial.</summary>
    public IReadOnlyList<Recipe> Recipes { get; }

    private string Plan => Path.Combine(folder, "sweep.txt");

    /// <summary>The folder of a trial.</summary>
    /// <param name="number">The trial, from 1.</param>
    public RunFolder FolderOf(int number) => new(Path.Combine(folder, FormattableString.Invariant($"trial-{number:D3}")));

    /// <summary>Runs the trials that have not ended yet; the table is written after each. A trial that diverges is told of, and the others go on.</summary>
    /// <param name="all">All rows.</param>
    /// <param name="options">Where it runs, for a trial's number; test rows never choose.</param>
    /// <param name="cancellation">Ends the sweep after the current step; started again, it goes on.</param>
    /// <returns>The trials, the best first.</returns>
    public IReadOnlyList<SweepTrial> Run(Dataset all, Func<int, TrainerOptions> options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(folder);
        AtomicFile.Write(Plan, stream => stream.Write(Encoding.UTF8.GetBytes(PlanText())));
        var trials = new List<SweepTrial>();
        for (var number = 1; number <= plan.Count; number++)
        {
            trials.Add(RunTrial(number, all, options(number) with { AllowTestSelection = false }, cancellation));
            trials.Sort((a, b) => Nullable.Compare(b.Score, a.Score));
            AtomicFile.Write(Table, stream => stream.Write(Encoding.UTF8.GetBytes(Csv(trials))));
        }
        return trials;
    }

    private SweepTrial RunTrial(int number, Dataset all, TrainerOptions options, CancellationToken cancellation)
    {
        var (trial, overrides) = (Recipes[number - 1], plan[number - 1]);
        try
        {
            using var trainer = new Trainer(trial, all, FolderOf(number), options);
            trainer.Run(cancellation);
        }
        catch (ArithmeticException fault)
        {
            options.OnNotice?.Invoke(fault.Message);
            return new(number, overrides, null, 0, new Dictionary<string, Evaluation.OutputFigures>(), fault.Message);
        }
        var facts = RunMetrics.Read(FolderOf(number)).Training;
        return new(number, overrides, EpochWatch.Score(recipe.Selection.Metric, facts.Choose.Values), facts.Epoch, facts.Choose, null);
    }

    private string Csv(List<SweepTrial> trials)
    {
        var keys = plan[0].Select(text => text[..text.IndexOf('=', StringComparison.Ordinal)]);
        var outputs = recipe.Outputs.Select(output => output.Name).ToArray();
        var text = new StringBuilder();
        text.AppendJoin(',', ["rank", "trial", .. keys, "epoch", "score", .. outputs.SelectMany(name => new[] { $"{name} accuracy", $"{name} macroF1", $"{name} loss" })]).Append('\n');
        for (var i = 0; i < trials.Count; i++)
        {
            var trial = trials[i];
            var values = trial.Overrides.Select(setting => Quoted(setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]));
            var figures = outputs.SelectMany(name => trial.Figures.TryGetValue(name, out var f) ? new double?[] { f.Accuracy, f.MacroF1, f.Loss } : [null, null, null]);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},{trial.Number},").AppendJoin(',', values);
            text.Append(CultureInfo.InvariantCulture, $",{trial.Epoch},{trial.Score}");
            foreach (var figure in figures)
                text.Append(CultureInfo.InvariantCulture, $",{figure}");
            text.Append('\n');
        }
        return text.ToString();
    }

    private void CheckFolder()
    {
        if (File.Exists(Plan) ? File.ReadAllText(Plan) != PlanText() : Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CheckpointException($"{folder} holds {(File.Exists(Plan) ? "another sweep" : "other things")}; give another folder by --out, or delete it.");
    }

    /// <summary>What makes a sweep that sweep: the recipe and the trials, a line each.</summary>
    private string PlanText() => string.Join('\n', ["sweep 1", $"recipe {recipe.Name} {recipe.Digest}", .. plan.Select(trial => string.Join("; ", trial)), string.Empty]);

    private static string Quoted(string value) => value.Contains(',', StringComparison.Ordinal) || value.Contains('"', StringComparison.Ordinal)
        ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : value;
}
