using Mien.Compute;
using Mien.Learning.Recipes;
using Mien.Learning.Schedules;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>The phase of a run that is at hand: the network compiled for what learns in it, and an optimiser, a moving average and a schedule of its own.</summary>
internal sealed class TrainingPhase : IDisposable
{
    private readonly PhaseOptions options;
    private readonly ISchedule schedule;

    private TrainingPhase(Recipe recipe, int index, int firstEpoch, Graph network, IBackend backend, ElementType precision, ComputeQueue queue, long memoryLimit)
    {
        options = recipe.Phases[index];
        (Index, EndEpoch) = (index, firstEpoch + options.Epochs);
        schedule = recipe.Schedule.Create(options.LearningRate);
        Step = new TrainingStep(network, recipe.Training.Batch, backend, precision, queue, options.Trains, memoryLimit);
        State = new TrainingState(recipe, network, Step);
    }

    /// <summary>Which phase of the recipe it is, from 0.</summary>
    public int Index { get; }

    /// <summary>The epoch after its last, from 0; stopping may end it before.</summary>
    public int EndEpoch { get; }

    /// <summary>The compiled network.</summary>
    public TrainingStep Step { get; }

    /// <summary>What changes.</summary>
    public TrainingState State { get; }

    /// <summary>Begins a phase.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="index">The phase, from 0.</param>
    /// <param name="firstEpoch">The epoch at which it begins, from 0.</param>
    /// <param name="network">The network; its values are the start.</param>
    /// <param name="backend">Whose kernels.</param>
    /// <param name="precision">The type of activations.</param>
    /// <param name="queue">Where kernels run.</param>
    /// <param name="memoryLimit">The bytes that a step may take.</param>
    public static TrainingPhase Begin(
        Recipe recipe, int index, int firstEpoch, Graph network, IBackend backend, ElementType precision, ComputeQueue queue, long memoryLimit) =>
        new(recipe, index, firstEpoch, network, backend, precision, queue, memoryLimit);

    /// <summary>Refuses a phase that memory cannot hold. It is compiled for that and dropped at once; the memory of a plan that never runs is asked for but not filled.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="index">The phase, from 0.</param>
    /// <param name="network">The network.</param>
    /// <param name="backend">Whose kernels.</param>
    /// <param name="precision">The type of activations.</param>
    /// <param name="queue">Where kernels are compiled.</param>
    /// <param name="memoryLimit">The bytes that a step may take.</param>
    /// <exception cref="InsufficientMemoryException">It would take more.</exception>
    public static void CheckMemory(
        Recipe recipe, int index, Graph network, IBackend backend, ElementType precision, ComputeQueue queue, long memoryLimit) =>
        new TrainingStep(network, recipe.Training.Batch, backend, precision, queue, recipe.Phases[index].Trains, memoryLimit).Dispose();

    /// <summary>The phase that an epoch belongs to where none was stopped early, and its first epoch; past the end, the last one.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    public static (int Index, int FirstEpoch) Planned(Recipe recipe, int epoch)
    {
        var (index, first) = (0, 0);
        while (index < recipe.Phases.Count - 1 && epoch >= first + recipe.Phases[index].Epochs)
            first += recipe.Phases[index++].Epochs;
        return (index, first);
    }

    /// <summary>The learning rate of a step of this phase.</summary>
    /// <param name="step">The step, from 0 at the phase's start.</param>
    /// <param name="stepsPerEpoch">The steps of an epoch.</param>
    public double LearningRate(long step, int stepsPerEpoch) => schedule.At(step, (long)stepsPerEpoch * options.Epochs);

    /// <inheritdoc/>
    public void Dispose() => Step.Dispose();
}
