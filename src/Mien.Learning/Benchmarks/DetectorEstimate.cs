using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Learning.Benchmarks;

/// <summary>What a detector's run would take, measured on a few steps of random pictures; nothing is written.</summary>
/// <param name="Network">The network's size and work.</param>
/// <param name="LearnedPhotos">Photos that an epoch goes through.</param>
/// <param name="ChoosePhotos">Photos that choose.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="MemoryBytes">About the memory of the network, the optimiser and the activations of a step.</param>
/// <param name="ImagesPerSecond">The rate of a step.</param>
/// <param name="Time">About the time of all steps; painting scenes and judging epochs come on top.</param>
public sealed record DetectorEstimate(ModelSummary Network, int LearnedPhotos, int ChoosePhotos, int Steps, long MemoryBytes, double ImagesPerSecond, TimeSpan Time)
{
    /// <summary>Measures for about a second.</summary>
    /// <param name="recipe">What would be learned; it has a detector.</param>
    /// <param name="folder">The folder of the list of photos.</param>
    /// <param name="options">Where it would run.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DataFormatException">The list of photos is missing or faulty, or has too few.</exception>
    /// <exception cref="InsufficientMemoryException">The machine's memory is too small.</exception>
    public static DetectorEstimate Measure(Recipe recipe, string folder, TrainerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(options);
        var detection = recipe.Detection ?? throw new ArgumentException("The recipe has no detector.", nameof(recipe));
        var data = DetectionData.Load(folder, detection, recipe.Seed, recipe.Training.Batch);
        var network = recipe.CreateNetwork();
        var summary = ModelSummary.Of(network);
        var measured = TrainingEstimate.MeasurePhase(recipe, 0, options, cancellation);
        var steps = data.Train.Photos.Count / recipe.Training.Batch;
        var images = (double)recipe.Training.Epochs * steps * recipe.Training.Batch;
        return new(
            summary, data.Train.Photos.Count, data.Choose.Photos.Count, steps, measured.ByteCount + TrainingStep.BytesBeside(network),
            measured.ImagesPerSecond, TimeSpan.FromSeconds(images / measured.ImagesPerSecond));
    }
}
