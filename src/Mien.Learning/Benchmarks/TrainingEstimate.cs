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
/// <param name="ImagesPerSecond">The rate of a step.</param>
/// <param name="Time">About the time of the whole run.</param>
public sealed record TrainingEstimate(
    ModelSummary Network, int LearnedRows, int ChooseRows, int Steps, long MemoryBytes, double ImagesPerSecond, TimeSpan Time)
{
    /// <summary>A pass over rows that choose costs a third of one that learns: it has no backward half.</summary>
    private const double ChooseShare = 1.0 / 3;

    /// <summary>Arrays of the size of the parameters: weights, gradients, two moments, the average and the evaluated network.</summary>
    private const int ParameterArrays = 6;

    /// <summary>Measures for about a second.</summary>
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
        var data = new TrainingData(recipe, all);
        var network = recipe.Network.Create();
        var summary = ModelSummary.Of(network);
        var threads = recipe.Training.Threads == 0 ? Environment.ProcessorCount : recipe.Training.Threads;
        var measured = TrainingBenchmark.Run(
            network, recipe.Training.Batch, options.Backend, Trainer.PrecisionOf(recipe, options), threads, 1, 1, options.Time, cancellation, options.MemoryLimit);
        var steps = data.Learned.Count / recipe.Training.Batch;
        var images = recipe.Training.Epochs * (((double)steps * recipe.Training.Batch) + (data.Choose.Count * ChooseShare));
        return new TrainingEstimate(
            summary, data.Learned.Count, data.Choose.Count, steps, measured.ByteCount + (summary.Parameters * sizeof(float) * ParameterArrays),
            measured.ImagesPerSecond, TimeSpan.FromSeconds(images / measured.ImagesPerSecond));
    }
}
