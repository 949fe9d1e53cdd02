using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Learning.Sweeps;

/// <summary>
/// Trains a recipe for each trial of a plan, once or with several seeds, and ranks the trials by the rows that choose, never by test rows. Each training is a run
/// in a folder of its own, so that a sweep that was interrupted goes on where it stood.
/// </summary>
public sealed class Sweep
{
    private readonly Recipe recipe;
    private readonly IReadOnlyList<IReadOnlyList<string>> plan;
    private readonly string folder;
    private readonly int seeds;

    /// <summary>Prepares a sweep, or the continuation of one.</summary>
    /// <param name="recipe">What is varied.</param>
    /// <param name="plan">The overrides of each trial.</param>
    /// <param name="folder">Where the trials' folders and <c>sweep.csv</c> lie.</param>
    /// <param name="seeds">With how many seeds each trial is trained, the recipe's and those after it; trials are ranked by the mean. 1 to 100.</param>
    /// <exception cref="ArgumentException">There are several seeds, and the plan varies the seed itself.</exception>
    /// <exception cref="RecipeException">A trial's recipe is not valid.</exception>
    /// <exception cref="CheckpointException">The folder holds another sweep.</exception>
    public Sweep(Recipe recipe, IReadOnlyList<IReadOnlyList<string>> plan, string folder, int seeds = 1)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seeds, 100);
        (this.recipe, this.plan, this.folder, this.seeds) = (recipe, plan, folder, seeds);
        if (seeds > 1 && plan.Any(trial => trial.Any(setting => setting.StartsWith("seed=", StringComparison.Ordinal))))
            throw new ArgumentException("the seed is what each trial is repeated over; leave 'seed' out of the sweep");
        Recipes = [.. plan.Select(trial => recipe.With([.. trial]))];
        CheckFolder();
    }

    /// <summary>The table of the trials that have ended, the best first.</summary>
    public string Table => Path.Combine(folder, "sweep.csv");

    /// <summary>The recipe of each trial.</summary>
    public IReadOnlyList<Recipe> Recipes { get; }

    private string Plan => Path.Combine(folder, "sweep.txt");

    /// <summary>The folder of a trial; with several seeds it holds a folder of each run.</summary>
    /// <param name="number">The trial, from 1.</param>
    public string PathOf(int number) => Path.Combine(folder, FormattableString.Invariant($"trial-{number:D3}"));

    /// <summary>Runs the trials that have not ended yet; the table is written after each. A trial that diverges is told of, and the others go on.</summary>
    /// <param name="all">All rows.</param>
    /// <param name="options">Where it runs, for a trial's number, asked once a seed; test rows never choose.</param>
    /// <param name="cancellation">Ends the sweep after the current step; started again, it goes on.</param>
    /// <returns>The trials, the best first.</returns>
    public IReadOnlyList<SweepTrial> Run(Dataset all, Func<int, TrainerOptions> options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Plan, PlanText());
        var trials = new List<SweepTrial>();
        var table = new SweepTable([.. plan[0].Select(text => text[..text.IndexOf('=', StringComparison.Ordinal)])], [.. recipe.Outputs.Select(output => output.Name)], seeds);
        for (var number = 1; number <= plan.Count; number++)
        {
            trials.Add(RunTrial(number, all, () => options(number) with { AllowTestSelection = false }, cancellation));
            trials = [.. trials.OrderByDescending(trial => trial.Score?.Mean ?? double.NegativeInfinity).ThenBy(trial => trial.Number)];
            AtomicFile.WriteText(Table, table.Write(trials));
        }
        return trials;
    }

    private SweepTrial RunTrial(int number, Dataset all, Func<TrainerOptions> options, CancellationToken cancellation)
    {
        var (trial, overrides) = (Recipes[number - 1], plan[number - 1]);
        var runs = new List<RunFolder>();
        for (var seed = trial.Seed; seed < trial.Seed + seeds; seed++)
        {
            var run = new RunFolder(seeds == 1 ? PathOf(number) : Path.Combine(PathOf(number), FormattableString.Invariant($"seed-{seed}")), trial.Method is not null);
            var asked = options();
            if (seeds > 1)
                asked.OnNotice?.Invoke(FormattableString.Invariant($"seed {seed}"));
            try
            {
                Train(seeds == 1 ? trial : trial.With(FormattableString.Invariant($"seed={seed}")), all, run, asked, cancellation);
            }
            catch (ArithmeticException fault)
            {
                asked.OnNotice?.Invoke(fault.Message);
                return new(number, overrides, null, [], new Dictionary<string, RepeatFigures>(), fault.Message);
            }
            runs.Add(run);
        }
        var facts = runs.ConvertAll(run => RunMetrics.Read(run).Training);
        var score = MeanDeviation.Of(facts.ConvertAll(fact => EpochWatch.Score(recipe.Selection.Metric, fact.Choose.Values)));
        return new(number, overrides, score, facts.ConvertAll(fact => fact.Epoch), RepeatFigures.Of(runs), null);
    }

    /// <summary>A network's run goes on by itself; a method's has no checkpoint, so that one that has ended on the same rows is left as it is.</summary>
    private static void Train(Recipe recipe, Dataset all, RunFolder run, TrainerOptions options, CancellationToken cancellation)
    {
        if (recipe.Method is null || !File.Exists(run.Metrics) || !IsOf(RunMetrics.Read(run).Training, recipe, all))
            RecipeRun.Train(recipe, all, run, options, cancellation);
    }

    private static bool IsOf(TrainingFacts facts, Recipe recipe, Dataset all)
    {
        if (facts.RecipeDigest != recipe.Digest)
            return false;
        var (train, choose) = recipe.Divide(all);
        return facts.TrainedDigest == train.Digest && facts.ChosenDigest == choose.Digest;
    }

    private void CheckFolder()
    {
        if (File.Exists(Plan) ? File.ReadAllText(Plan) != PlanText() : Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CheckpointException($"{folder} holds {(File.Exists(Plan) ? "another sweep" : "other things")}; give another folder by --out, or delete it.");
    }

    /// <summary>What makes a sweep that sweep: the recipe and the trials, a line each.</summary>
    private string PlanText() => string.Join('\n', ["sweep 1", $"recipe {recipe.Name} {recipe.Digest}", .. Seeds(), .. plan.Select(trial => string.Join("; ", trial)), string.Empty]);

    private string[] Seeds() => seeds == 1 ? [] : [FormattableString.Invariant($"seeds {seeds}")];
}
