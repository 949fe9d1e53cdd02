using Mien.Compute;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Learning.Benchmarks;

/// <summary>What a run would take, measured on a few steps of random pictures; nothing is written.</summary>
/// <param name="Network">The network's size and work.</param>
/// <param name="LearnedRows">Rows that an epoch goes through.</param>
/// <param name="ChooseRows">Rows that choose.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="MemoryBytes">About the memory of the network, the optimiser and the activations of a step.</param>
/// <param name="Phases">What each phase would take.</param>
public sealed record TrainingEstimate(
    ModelSummary Network, int LearnedRows, int ChooseRows, int Steps, long MemoryBytes, IReadOnlyList<PhaseEstimate> Phases)
{
    /// <summary>About the time of the whole run.</summary>
    public TimeSpan Time => Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Time);

    /// <summary>Measures for about a second a phase.</summary>
    /// <param name="recipe">What would be learned.</param>
    /// <param name="all">All rows.</param>
    /// <param name="options">Where it would run.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DataFormatException">The data lacks what the recipe needs.</exception>
    /// <exception cref="InsufficientMemoryException">The machine's memory is too small.</exception>
    public static TrainingEstimate Measure(Recipe recipe, Dataset all, TrainerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(options);
        var data = new TrainingData(recipe, all, cancellation);
        var network = recipe.Network.Create();
        var summary = ModelSummary.Of(network);
        var (steps, costs) = (data.Learned.Count / recipe.Training.Batch, new PhaseCosts(recipe, network));
        var (phases, bytes) = (new List<PhaseEstimate>(), 0L);
        for (var i = 0; i < recipe.Phases.Count; i++)
        {
            var (phase, measured) = (recipe.Phases[i], MeasurePhase(recipe, i, options, cancellation));
            // A pass over the rows that choose has a forward half alone.
            var images = phase.Epochs * (((double)steps * recipe.Training.Batch) + (data.Choose.Count * costs.Forward / costs[i]));
            phases.Add(new(phase.Epochs, phase.CountTrainable(network), measured.ImagesPerSecond, TimeSpan.FromSeconds(images / measured.ImagesPerSecond)));
            bytes = Math.Max(bytes, measured.ByteCount);
        }
        return new(summary, data.Learned.Count, data.Choose.Count, steps, bytes + TrainingStep.BytesBeside(network), phases);
    }

    /// <summary>The steps of a phase of a recipe, of a detector too.</summary>
    internal static TrainingBenchmarkResult MeasurePhase(Recipe recipe, int phase, TrainerOptions options, CancellationToken cancellation)
    {
        var threads = recipe.Training.Threads == 0 ? Environment.ProcessorCount : recipe.Training.Threads;
        return TrainingBenchmark.Run(
            recipe.CreateNetwork(), recipe.Training.Batch, options.Backend, Trainer.PrecisionOf(recipe, options with { OnNotice = phase == 0 ? options.OnNotice : null }),
            threads, 1, 1, options.Time, cancellation, options.MemoryLimit, recipe.Phases[phase].Trains);
    }
}
