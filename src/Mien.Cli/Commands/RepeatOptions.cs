using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Recipes;
using Mien.Learning.Training;

namespace Mien.Cli.Commands;

/// <summary>The options <c>--seeds</c> and <c>--folds</c>: a recipe that is trained several times, each run in a folder of its own.</summary>
internal sealed class RepeatOptions
{
    private readonly Option<int> seeds = OptionKinds.Whole("--seeds", "Train so many times with the recipe's seed and those after it, and report mean and deviation", 1, 1, 100);

    private readonly Option<int?> folds = OptionKinds.WholeOrNone(
        "--folds", "Divide the rows to learn from into so many stratified folds, train once for each, choosing on it and learning from the others, and report mean and deviation", 2, 100);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(seeds);
        command.Add(folds);
    }

    /// <summary>The recipes of the runs that are asked for, with the names of their folders; of a single run, which needs no name, it is empty.</summary>
    /// <exception cref="UsageException">Both were given, or the recipe cannot be repeated.</exception>
    public IReadOnlyList<(string Folder, int Number, Recipe Recipe)> Runs(ParseResult parsed, Recipe recipe)
    {
        var (count, parts) = (parsed.GetValue(seeds), parsed.GetValue(folds));
        if (count > 1 && parts is not null)
            throw new UsageException("--seeds and --folds are two ways of repeating a recipe; give one of them");
        if (recipe.Detection is not null && (count > 1 || parts is not null))
            throw new UsageException($"{(count > 1 ? "--seeds" : "--folds")} repeats recipes for emotions, and this one is a detector's; leave it out");
        if (parts is { } of)
            return [.. Enumerable.Range(1, of).Select(fold => (Invariant($"fold-{fold}"), fold, recipe.WithFold(of, fold)))];
        return count == 1 ? [(string.Empty, recipe.Seed, recipe)]
            : [.. Enumerable.Range(0, count).Select(i => recipe.Seed + i).Select(seed => (Invariant($"seed-{seed}"), seed, recipe.With(Invariant($"seed={seed}"))))];
    }

    /// <summary>Sums finished runs up and writes that beside their folders.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="folder">The folder of theirs.</param>
    /// <param name="runs">The runs' numbers and folders.</param>
    /// <param name="shell">Where it is shown.</param>
    public void Report(ParseResult parsed, string folder, IReadOnlyList<KeyValuePair<int, RunFolder>> runs, Shell shell)
    {
        var isFolds = parsed.GetValue(folds) is not null;
        var (what, path) = isFolds ? ("folds", Path.Combine(folder, "folds.json")) : ("seeds", Path.Combine(folder, "seeds.json"));
        int[] numbers = [.. runs.Select(run => run.Key)];
        var outputs = RepeatFigures.Of(runs.Select(run => run.Value));
        if (isFolds)
            new FoldSummary(numbers, outputs).Save(path);
        else
            new SeedSummary(numbers, outputs).Save(path);
        foreach (var (name, figures) in outputs)
        {
            shell.Show(string.Create(CultureInfo.InvariantCulture,
                $"{name} over {runs.Count} {what}: accuracy {figures.Accuracy.Mean:P2} ± {figures.Accuracy.Deviation:P2}, macro F1 {figures.MacroF1.Mean:F4} ± {figures.MacroF1.Deviation:F4}, loss {figures.Loss.Mean:F4} ± {figures.Loss.Deviation:F4}"));
        }
        shell.Show($"Means and deviations on the rows that choose are in {path}.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
