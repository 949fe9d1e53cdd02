using Mien.Compute;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Learning.Reports;

/// <summary>The report at the end of a run, on the rows that chose the epoch.</summary>
public static class RunReport
{
    /// <summary>Measures the run's best model and writes <see cref="RunFolder.Report"/>.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="recipe">What it learned.</param>
    /// <param name="all">All rows; the recipe's split takes those that chose.</param>
    /// <param name="backend">Whose kernels.</param>
    /// <param name="version">The version of Mien.</param>
    /// <param name="language">In which language.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        RunFolder folder, Recipe recipe, Dataset all, IBackend backend, string version, ReportLanguage language, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(time);
        var main = recipe.Outputs[0];
        var options = new EvaluationOptions
        {
            Output = main.Name,
            Protocol = main.Target == TargetKind.Votes ? LabelProtocol.FerPlusMajority : LabelProtocol.Labels,
            AllowSeenRows = true,
            // Rows of classes that the recipe does not name took no part in the choice, so that they must not count here either.
            SharedClasses = true,
            Threads = recipe.Training.Threads,
            Backend = backend,
        };
        var chosen = recipe.Divide(all).Choose;
        var evaluation = new Evaluator(options, time).Evaluate([folder.Best], chosen, recipe.Split.ChooseText(), null, cancellation);
        var content = new ReportContent
        {
            Title = recipe.Name,
            Evaluation = evaluation,
            Environment = ReportEnvironment.OfThisMachine(version, backend.Name, "f32", recipe.Training.Threads),
            Written = time.GetUtcNow(),
            EndsTraining = true,
            Log = RunLog.Read(folder.Log),
            Recipe = recipe.Resolved,
        };
        Save(ReportPage.Write(content, language), folder.Report);
    }

    /// <summary>Writes a page to a file, whole or not at all.</summary>
    /// <param name="page">The page.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string page, string path) => AtomicFile.WriteText(path, page);
}
