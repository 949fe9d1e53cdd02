using Mien.Learning.Classical;
using Mien.Learning.Data;
using Mien.Learning.Features;
using Mien.Learning.Recipes;
using Mien.Learning.Training;

namespace Mien.Learning.Benchmarks;

/// <summary>What a run of a classical method would take, measured on a few of its rows; nothing is written.</summary>
/// <param name="LearnedRows">Rows that are learned from.</param>
/// <param name="ChooseRows">Rows that give the figures and the temperature.</param>
/// <param name="Features">The numbers that a picture is described by before a projection.</param>
/// <param name="Length">The numbers that the classifier sees of a picture.</param>
/// <param name="MemoryBytes">About the memory of the features.</param>
/// <param name="MeasuredRows">Rows that were measured; the time of more is drawn out in a straight line.</param>
/// <param name="Time">About the time of the whole run.</param>
public sealed record MethodEstimate(int LearnedRows, int ChooseRows, int Features, int Length, long MemoryBytes, int MeasuredRows, TimeSpan Time)
{
    private const int FewRows = 128;
    private const int MoreRows = 512;
    private const int ScoredRows = 32;

    /// <summary>Measures on at most 512 rows.</summary>
    /// <param name="recipe">What would be learned; it names a method.</param>
    /// <param name="all">All rows.</param>
    /// <param name="options">The clock and the memory.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DataFormatException">The data lacks what the recipe needs.</exception>
    /// <exception cref="InsufficientMemoryException">The machine's memory is too small.</exception>
    public static MethodEstimate Measure(Recipe recipe, Dataset all, TrainerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(options);
        var data = new TrainingData(recipe, all, cancellation);
        var examples = MethodExamples.Of(data, recipe.Input.Size);
        var memory = examples.CheckMemory(recipe, options.MemoryLimit);
        var (few, more) = (Math.Min(FewRows, examples.Count), Math.Min(MoreRows, examples.Count));
        Part(recipe, examples.Take(few), options.Time, cancellation); // The first time compiles the code.
        var small = Part(recipe, examples.Take(few), options.Time, cancellation);
        var large = few == more ? small : Part(recipe, examples.Take(more), options.Time, cancellation);
        // Judged are the rows that choose, for the figures and for the report, and some of those learned from.
        var judged = (2 * data.Choose.Count) + Math.Min(MethodTrainer.JudgedTrainingRows, examples.Count);
        var seconds = Line(small.Fit, large.Fit) + (judged * Line(small.Score, large.Score));
        return new(examples.Count, data.Choose.Count, new PictureFeatures(recipe.Method!.Features, recipe.Input.Size).Length, large.Length, memory, more, TimeSpan.FromSeconds(seconds));

        double Line(double at, double end) => few == more ? end : end + ((examples.Count - more) * Math.Max(0, (end - at) / (more - few)));
    }

    private static (double Fit, double Score, int Length) Part(Recipe recipe, MethodExamples part, TimeProvider time, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var (pipeline, table) = FeaturePipeline.Fit(recipe.Method!.Features, recipe.Input.Size, part.Pictures, recipe.Seed, cancellation);
        var classifier = part.Fit(recipe, table, pipeline.Steps, cancellation);
        var fitted = time.GetElapsedTime(start).TotalSeconds;
        var judged = part.Take(Math.Min(ScoredRows, part.Count));
        start = time.GetTimestamp();
        ClassicalModel.Scores(classifier, pipeline.Apply(judged.Pictures, cancellation), cancellation);
        return (fitted, time.GetElapsedTime(start).TotalSeconds / judged.Count, pipeline.Length);
    }
}
