using System.Text.Json;
using Mien.Compute;
using Mien.Faces.YuNet;
using Mien.Learning.Detection;
using Mien.Learning.Evaluation;
using Mien.Learning.Recipes;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>
/// Trains the face detector of a recipe. As with <see cref="Trainer"/> the run's folder holds its state at all times: interrupted and started again, it goes on.
/// </summary>
public sealed class DetectorTrainer : IDisposable
{
    private readonly Recipe recipe;
    private readonly DetectionOptions detection;
    private readonly RunFolder folder;
    private readonly TrainerOptions options;
    private readonly DetectionData data;
    private readonly ComputeQueue queue;
    private readonly Graph network;
    private readonly Graph evaluated;
    private readonly TrainingPhase phase;
    private readonly AnchorGrid grid;
    private readonly DetectionLoss loss;
    private CheckpointState position;
    private DetectionLossParts sums;

    /// <summary>Prepares a run, or the continuation of one.</summary>
    /// <param name="recipe">A recipe with a detector.</param>
    /// <param name="path">The folder of the list of photos.</param>
    /// <param name="folder">The run's folder; a checkpoint in it is continued from.</param>
    /// <param name="options">Where it runs.</param>
    /// <exception cref="CheckpointException">The checkpoint is damaged, or of another recipe, other data or other weights.</exception>
    /// <exception cref="Data.DataFormatException">The list of photos is missing or faulty, or has too few.</exception>
    public DetectorTrainer(Recipe recipe, string path, RunFolder folder, TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        (this.recipe, this.folder, this.options) = (recipe, folder, options);
        detection = recipe.Detection ?? throw new ArgumentException("The recipe has no detector.", nameof(recipe));
        data = DetectionData.Load(path, detection, recipe.Seed, recipe.Training.Batch);
        (grid, queue) = (new AnchorGrid(detection.Size), new ComputeQueue(1, recipe.Training.Threads == 0 ? Environment.ProcessorCount : recipe.Training.Threads));
        loss = new DetectionLoss(grid, detection.Loss);
        (network, evaluated) = (detection.Create(detection.Size, recipe.Seed), detection.Create(detection.Size, recipe.Seed));
        var initial = options.Weights is { } weights && !File.Exists(folder.Checkpoint) ? InitialWeights.Load(network, weights) : null;
        foreach (var line in initial?.Lines ?? [])
            options.OnNotice?.Invoke(line);
        phase = TrainingPhase.Begin(recipe, 0, 0, network, options.Backend, Trainer.PrecisionOf(recipe, options), queue, options.MemoryLimit);
        position = Start(initial?.Start);
    }

    /// <summary>Called after each epoch.</summary>
    public Action<DetectionEpoch>? OnEpoch { get; init; }

    /// <summary>Trains to the end.</summary>
    /// <param name="cancellation">Ends the run after the current step; the state is saved.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; started again, it continues.</exception>
    /// <exception cref="ArithmeticException">The loss is no number any more; the last good checkpoint stays, where there is one.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        folder.CheckFree();
        folder.Create();
        RunContinuation.Adopt(folder, recipe);
        RunLog.Rewind(folder.Log, position.Epoch);
        var painter = new ScenePainter(data.Train, detection.Augmentation);
        using var loader = new SceneLoader(painter, data.Train.Photos.Count, detection.Size, recipe.Training.Batch, recipe.Seed, position.Epoch, position.Batch);
        while (position.Epoch < recipe.Training.Epochs)
            RunEpoch(loader, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        phase.Dispose();
        queue.Dispose();
    }

    private CheckpointState Start(StartingWeights? started)
    {
        var fresh = new CheckpointState
        {
            Recipe = recipe.Digest, Data = data.Digest, Epoch = 0, Batch = 0, Step = 0, LossSum = 0, EmaUpdates = 0,
            BestEpoch = 0, BestScore = double.NegativeInfinity, Seconds = 0, ChosenOnTest = false, StartedFrom = started,
        };
        if (!File.Exists(folder.Checkpoint))
            return fresh;
        var (saved, arrays) = RunContinuation.Load(folder, recipe, data.Digest);
        InitialWeights.CheckSame(options.Weights, saved.StartedFrom, folder);
        phase.State.Restore(arrays, saved.Updates ?? saved.Step, saved.EmaUpdates, saved.Pending);
        options.OnNotice?.Invoke($"continuing {folder.Path} at epoch {saved.Epoch + 1}, batch {saved.Batch}");
        return saved;
    }

    private void RunEpoch(SceneLoader loader, CancellationToken cancellation)
    {
        var clock = new EpochClock(options.Time, position.Seconds, position.Batch);
        var first = position.Batch;
        sums = default;
        for (var batch = first; batch < loader.BatchesPerEpoch; batch++)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save(clock);
                cancellation.ThrowIfCancellationRequested();
            }
            var parts = Learn(loader.Next(), loader.BatchesPerEpoch);
            sums += parts;
            position = position with { Batch = batch + 1, Step = position.Step + 1, LossSum = position.LossSum + parts.Total };
            options.OnStep?.Invoke(Progress(loader.BatchesPerEpoch, clock));
            if (clock.SinceSave >= options.CheckpointSeconds)
                Save(clock);
        }
        FinishEpoch(clock, loader.BatchesPerEpoch, sums * (1.0 / Math.Max(1, loader.BatchesPerEpoch - first)), cancellation);
    }

    private TrainingProgress Progress(int batches, EpochClock clock)
    {
        var steps = (long)batches * recipe.Training.Epochs;
        return new TrainingProgress(
            position.Epoch + 1, recipe.Training.Epochs, position.Step, steps, position.LossSum / position.Batch,
            clock.Rate(position.Batch, recipe.Training.Batch), double.NaN, 1, steps - position.Step);
    }

    private DetectionLossParts Learn(IReadOnlyList<DetectionInput> inputs, int batches)
    {
        var step = phase.Step;
        for (var picture = 0; picture < inputs.Count; picture++)
            inputs[picture].Planes.CopyTo(step.Input[(picture * inputs[picture].Planes.Length)..]);
        step.Forward(position.Step);
        var parts = loss.Compute(
            inputs, picture => new DetectionMaps(grid, picture, step.Logits(0), step.Logits(1), step.Logits(2)),
            picture => new DetectionMaps(grid, picture, step.LogitsGradient(0), step.LogitsGradient(1), step.LogitsGradient(2)));
        if (!double.IsFinite(parts.Total))
            throw Divergence.Of(folder, "the loss", position.Step + 1, position.Epoch + 1, step.FindDivergence(options.Backend));
        step.Backward();
        phase.State.Update(phase.LearningRate(position.Step, batches), isLast: position.Batch + 1 == batches);
        return parts;
    }

    private void FinishEpoch(EpochClock clock, int batches, in DetectionLossParts parts, CancellationToken cancellation)
    {
        var (seconds, speed) = (clock.Seconds, clock.Rate(batches, recipe.Training.Batch));
        phase.State.CopyTo(evaluated);
        var figures = Judge(clock, cancellation);
        var isBest = figures.AveragePrecision > position.BestScore;
        var record = new DetectionEpoch
        {
            Epoch = position.Epoch + 1, LearningRate = phase.LearningRate(position.Step - 1, batches), TrainLoss = position.LossSum / batches,
            Objectness = parts.Objectness, Quality = parts.Quality, Box = parts.Box, Landmarks = parts.Landmarks,
            Choose = figures, Best = isBest, ImagesPerSecond = speed, Seconds = seconds,
        };
        if (isBest)
            new DetectorModel(recipe, data, record).Save(evaluated, folder);
        File.AppendAllText(folder.Log, JsonSerializer.Serialize(record, DetectionJson.Default.DetectionEpoch) + "\n");
        position = position with
        {
            Epoch = position.Epoch + 1, Batch = 0, LossSum = 0,
            BestEpoch = isBest ? position.Epoch + 1 : position.BestEpoch, BestScore = isBest ? figures.AveragePrecision : position.BestScore,
        };
        Save(clock);
        folder.KeepCheckpoint(record.Epoch, recipe.Training.Keep);
        OnEpoch?.Invoke(record);
    }

    /// <summary>What the detector as it is finds in the photos that choose. Cancelled meanwhile, the epoch's steps are kept.</summary>
    private DetectionFigures Judge(EpochClock clock, CancellationToken cancellation)
    {
        try
        {
            using var detector = DetectorModel.Open(evaluated, options.Backend, queue.ThreadsPerWorker);
            return DetectionEvaluator.Evaluate(detector, data.Choose.Photos, data.Choose.Picture, null, cancellation);
        }
        catch (OperationCanceledException)
        {
            Save(clock);
            throw;
        }
    }

    private void Save(EpochClock clock)
    {
        position = position with { Seconds = clock.Seconds, EmaUpdates = phase.State.AverageUpdates, Updates = phase.State.Updates, Pending = phase.State.Pending };
        var arrays = phase.State.Arrays();
        if (Divergence.In(arrays) is { } bad)
            throw Divergence.Of(folder, $"'{bad}'", position.Step, position.Epoch + 1, null);
        Checkpoint.Save(folder.Checkpoint, position, arrays);
        clock.Saved();
    }
}
