using System.Text.Json;
using Mien.Compute;
using Mien.Learning.Augmentation;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Distillation;
using Mien.Learning.Evaluation;
using Mien.Learning.Losses;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Neural;

namespace Mien.Learning.Training;

/// <summary>
/// Trains what a recipe describes. The run's folder holds its state at all times: interrupted at any moment and started again, it continues, and in f32
/// it ends with the same numbers as if it had not been interrupted.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly Recipe recipe;
    private readonly RunFolder folder;
    private readonly TrainerOptions options;
    private readonly TrainingData data;
    private readonly ComputeQueue queue;
    private readonly Graph network;
    private readonly Graph evaluated;
    private readonly ILoss[] losses;
    private readonly bool chosenOnTest;
    private readonly BestModel best;
    private readonly ElementType precision;
    private readonly PhaseCosts costs;
    private TrainingPhase phase;
    private readonly AnswerCount answers;
    private readonly TeacherSet? teachers;
    private readonly InitialWeights? initial;
    private CheckpointState position;

    /// <summary>Prepares a run, or the continuation of one.</summary>
    /// <param name="recipe">What to learn.</param>
    /// <param name="all">All rows; the recipe's split selects from them.</param>
    /// <param name="folder">The run's folder; a checkpoint in it is continued from.</param>
    /// <param name="options">Where it runs.</param>
    /// <param name="cancellation">Ends the preparation, of which balancing can take a while.</param>
    /// <exception cref="CheckpointException">The checkpoint is damaged, or of another recipe, other data or other weights.</exception>
    /// <exception cref="DataFormatException">The data lacks what the recipe needs.</exception>
    /// <exception cref="InsufficientMemoryException">A phase that is still to come needs more memory than there is.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ProtocolException">The recipe chooses on test rows, or on rows that it trains on.</exception>
    public Trainer(Recipe recipe, Dataset all, RunFolder folder, TrainerOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(all);
        (this.recipe, this.folder, this.options) = (recipe, folder, options);
        data = new TrainingData(recipe, all, cancellation);
        foreach (var notice in data.Notices())
            options.OnNotice?.Invoke(notice);
        chosenOnTest = ProtocolGuard.CheckSelection(data.Choose, "the best epoch", options.AllowTestSelection, data.Train);
        queue = new ComputeQueue(1, recipe.Training.Threads == 0 ? Environment.ProcessorCount : recipe.Training.Threads);
        (network, evaluated) = (recipe.Network.Create(), recipe.Network.Create());
        initial = options.Weights is { } weights && !File.Exists(folder.Checkpoint) ? InitialWeights.Load(network, weights) : null;
        NoteAll(initial?.Lines ?? []);
        precision = PrecisionOf(recipe, options);
        teachers = recipe.Distillation is { } distillation ? new TeacherSet(recipe, distillation, options.Backend) : null;
        losses = [.. recipe.Outputs.Select((_, i) => recipe.Loss.Create(data.ClassMass(i)))];
        costs = new PhaseCosts(recipe, network);
        (position, phase) = Start();
        best = new BestModel(
            recipe, data, folder, precision == ElementType.BFloat16 ? "bf16" : "f32", options.Backend.Name,
            position.Ancestors is { } seen ? TrainingRecord.Parse(seen) : null, position.ChosenOnTest) { StartedFrom = position.StartedFrom };
        answers = new AnswerCount([.. recipe.Outputs.Select(output => output.Name)]);
        answers.Restore(position);
    }

    /// <summary>Trains to the end.</summary>
    /// <param name="cancellation">Ends the run after the current step; the state is saved.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; started again, it continues.</exception>
    /// <exception cref="ArithmeticException">The loss is no number any more; the last good checkpoint stays, where there is one.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        folder.CheckFree();
        folder.Create();
        RunContinuation.Adopt(folder, recipe);
        best.Restate();
        if (initial is not null)
            AtomicFile.WriteText(folder.Weights, string.Join('\n', initial.AllLines) + "\n");
        RunLog.Rewind(folder.Log, position.Epoch);
        var loading = new BatchLoaderOptions
        {
            BatchSize = recipe.Training.Batch,
            Seed = (ulong)recipe.Seed,
            StartEpoch = position.Epoch,
            StartBatch = position.Batch,
            EndEpoch = recipe.Training.Epochs,
            RowWeights = data.RowWeights,
        };
        using var loader = new BatchLoader(data.Learned, new Augmenter(recipe.Augmentation, recipe.Input.ToFormat()), data.TrainTargets, loading);
        EnterNextPhase();
        while (!IsPhaseOver)
            RunEpoch(loader, cancellation);
        if (Watch.IsStopped)
            NoteStop("ended");
    }

    private EpochWatch Watch => position.Watch ?? EpochWatch.Fresh;

    private bool IsPhaseOver => position.Epoch >= phase.EndEpoch || Watch.IsStopped;

    private bool IsLastPhase => phase.Index + 1 == recipe.Phases.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        teachers?.Dispose();
        phase.Dispose();
        queue.Dispose();
    }

    private (CheckpointState Position, TrainingPhase Phase) Start()
    {
        var ancestors = File.Exists(folder.Checkpoint) ? null : Ancestry.Of([.. options.Weights is { } weights ? [weights] : Array.Empty<string>(), .. recipe.Distillation?.Teachers ?? []]);
        var fresh = new CheckpointState
        {
            Recipe = recipe.Digest, Data = data.Train.Digest, Chosen = data.Choose.Digest, Epoch = 0, Batch = 0, Step = 0, LossSum = 0, EmaUpdates = 0,
            BestEpoch = 0, BestScore = double.NegativeInfinity, Seconds = 0, ChosenOnTest = chosenOnTest || ancestors is { TestSelection: true },
            Ancestors = ancestors?.ToText(), StartedFrom = initial?.Start,
        };
        if (!File.Exists(folder.Checkpoint))
            return (fresh with { Phase = 0 }, BeginFirst(0, 0));
        var (saved, arrays) = RunContinuation.Load(folder, recipe, data.Train.Digest, data.Choose.Digest);
        InitialWeights.CheckSame(options.Weights, saved.StartedFrom, folder);
        var (index, first) = saved.Phase is { } known ? (known, saved.PhaseEpoch) : TrainingPhase.Planned(recipe, saved.Epoch);
        var current = BeginFirst(index, first);
        current.State.Restore(arrays, saved.Updates ?? saved.Step - saved.PhaseStart, saved.EmaUpdates, saved.Pending);
        options.OnNotice?.Invoke($"continuing {folder.Path} at epoch {saved.Epoch + 1}, batch {saved.Batch}");
        return (saved with { Chosen = data.Choose.Digest, ChosenOnTest = saved.ChosenOnTest || chosenOnTest, Phase = index, PhaseEpoch = first }, current);
    }

    private void NoteAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            options.OnNotice?.Invoke(line);
    }

    /// <summary>Begins the phase at which the run stands, where memory holds those after it too: none is refused once hours have gone into those before.</summary>
    private TrainingPhase BeginFirst(int index, int firstEpoch)
    {
        for (var later = index + 1; later < recipe.Phases.Count; later++)
            TrainingPhase.CheckMemory(recipe, later, network, options.Backend, precision, queue, options.MemoryLimit);
        return Begin(index, firstEpoch);
    }

    private TrainingPhase Begin(int index, int firstEpoch)
    {
        var begun = TrainingPhase.Begin(recipe, index, firstEpoch, network, options.Backend, precision, queue, options.MemoryLimit);
        if (recipe.Phases.Count > 1)
        {
            options.OnNotice?.Invoke(FormattableString.Invariant(
                $"phase {begun.Index + 1} of {recipe.Phases.Count}: {recipe.Phases[begun.Index].CountTrainable(network):N0} numbers learn, at {recipe.Phases[begun.Index].LearningRate}"));
        }
        return begun;
    }

    private void NoteStop(string what) => options.OnNotice?.Invoke(
        $"{what} after epoch {position.Epoch}: {recipe.Stopping!.Metric} has been no better for {recipe.Stopping.Patience} epochs");

    /// <summary>
    /// Goes on to the next phase where the one at hand is over, by its epochs or by stopping. The new phase waits anew; what is saved from then on is its state.
    /// </summary>
    private void EnterNextPhase()
    {
        if (!IsPhaseOver || IsLastPhase)
            return;
        if (Watch.IsStopped)
            NoteStop($"phase {phase.Index + 1} ended");
        phase.State.Export();
        phase.Dispose();
        phase = Begin(phase.Index + 1, position.Epoch);
        position = position with { PhaseStart = position.Step, Phase = phase.Index, PhaseEpoch = position.Epoch, Watch = null };
    }

    private void RunEpoch(BatchLoader loader, CancellationToken cancellation)
    {
        var clock = new EpochClock(options.Time, position.Seconds, position.Batch);
        for (var index = position.Batch; index < loader.BatchesPerEpoch; index++)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save(clock);
                cancellation.ThrowIfCancellationRequested();
            }
            var batch = loader.Next(CancellationToken.None)!;
            var loss = Learn(batch, loader.BatchesPerEpoch);
            position = position with { Batch = index + 1, Step = position.Step + 1, LossSum = position.LossSum + loss };
            var rate = clock.Rate(position.Batch, recipe.Training.Batch);
            options.OnStep?.Invoke(Progress(loader.BatchesPerEpoch, rate));
            if (clock.SinceSave >= options.CheckpointSeconds)
                Save(clock);
        }
        FinishEpoch(clock, loader.BatchesPerEpoch, cancellation);
    }

    private TrainingProgress Progress(int batches, double rate)
    {
        var epochs = phase.EndEpoch + recipe.Phases.Skip(phase.Index + 1).Sum(later => later.Epochs);
        var left = ((phase.EndEpoch - position.Epoch + costs.EpochsAfter(phase.Index)) * batches) - position.Batch;
        return new(position.Epoch + 1, epochs, position.Step, (long)batches * epochs, position.LossSum / position.Batch, rate, answers.Share(0), phase.Index + 1, left);
    }

    private double Learn(Batch batch, int batches)
    {
        var step = phase.Step;
        batch.Inputs.CopyTo(step.Input);
        step.Forward(position.Step);
        teachers?.See(batch.Inputs, batch.Count);
        var sum = 0.0;
        for (var output = 0; output < losses.Length; output++)
        {
            var gradient = step.LogitsGradient(output);
            var weight = recipe.Outputs[output].Weight;
            answers.Add(output, step.Logits(output), batch.Targets(output), gradient.Length / step.Batch);
            var classes = gradient.Length / step.Batch;
            var loss = losses[output].Compute(step.Logits(output), batch.Targets(output), batch.Weights(output), classes, gradient);
            sum += weight * (teachers?.Mix(output, step.Logits(output), loss, gradient, classes) ?? loss);
            if (weight != 1)
                System.Numerics.Tensors.TensorPrimitives.Multiply(gradient, (float)weight, gradient);
        }
        if (!double.IsFinite(sum))
            throw Diverged("the loss", position.Step + 1, step.FindDivergence(options.Backend));
        step.Backward();
        phase.State.Update(Rate(position.Step, batches), isLast: position.Batch + 1 == batches);
        return sum;
    }

    private void FinishEpoch(EpochClock clock, int batches, CancellationToken cancellation)
    {
        var trained = clock.Seconds;
        var rate = clock.Rate(batches, recipe.Training.Batch);
        phase.State.CopyTo(evaluated);
        var logits = Judge(clock, cancellation);
        if (!logits.All(l => System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(l)))
            throw Diverged("an output", position.Step, phase.Step.FindDivergence(options.Backend, evaluated));
        var figures = data.ChooseTargets.Select((t, i) => KeyValuePair.Create(t.Output, ChoiceFigures.Of(t, logits[i]))).ToDictionary();
        var score = EpochWatch.Score(recipe.Selection.Metric, figures.Values);
        var isBest = score > position.BestScore;
        if (isBest)
            best.Save(evaluated, logits, figures, position.Epoch + 1);
        var record = new EpochRecord
        {
            Epoch = position.Epoch + 1, LearningRate = Rate(position.Step - 1, batches), TrainLoss = position.LossSum / batches, TrainAccuracy = answers.Shares(),
            Choose = figures, Score = score, Best = isBest, ImagesPerSecond = rate, Seconds = trained,
        };
        File.AppendAllText(folder.Log, JsonSerializer.Serialize(record, TrainingJson.Default.EpochRecord) + "\n");
        position = position with
        {
            Epoch = position.Epoch + 1, Batch = 0, LossSum = 0,
            Watch = Watch.After(recipe, phase.Index, [.. figures.Values]), Right = null, Asked = null,
            BestEpoch = isBest ? position.Epoch + 1 : position.BestEpoch, BestScore = isBest ? score : position.BestScore,
        };
        EnterNextPhase();
        answers.Restore(position);
        Save(clock);
        folder.KeepCheckpoint(record.Epoch, recipe.Training.Keep);
        options.OnEpoch?.Invoke(record);
    }

    /// <summary>The logits of the rows that choose. Cancelled meanwhile, the epoch's steps are kept.</summary>
    private float[][] Judge(EpochClock clock, CancellationToken cancellation)
    {
        try
        {
            return NetworkLogits.Compute(evaluated, data.Choose, recipe.Input.ToFormat(), options.Backend, queue, cancellation);
        }
        catch (OperationCanceledException)
        {
            Save(clock);
            throw;
        }
    }

    private ArithmeticException Diverged(string what, long step, string? layer = null) => Divergence.Of(folder, what, step, position.Epoch + 1, layer);

    private double Rate(long step, int batches) => phase.LearningRate(step - position.PhaseStart, batches) * Watch.RateFactor;

    private void Save(EpochClock clock)
    {
        var arrays = phase.State.Arrays();
        if (Divergence.In(arrays) is { } bad)
            throw Diverged($"'{bad}'", position.Step);
        position = position with { Seconds = clock.Seconds, EmaUpdates = phase.State.AverageUpdates, Right = answers.Right, Asked = answers.Asked, Updates = phase.State.Updates, Pending = phase.State.Pending };
        Checkpoint.Save(folder.Checkpoint, position, arrays);
        clock.Saved();
    }

    internal static ElementType PrecisionOf(Recipe recipe, TrainerOptions options)
    {
        if (recipe.Training.Precision != TrainingPrecision.Bf16)
            return ElementType.Float32;
        if (options.Backend.Supports(ElementType.BFloat16))
            return ElementType.BFloat16;
        options.OnNotice?.Invoke($"the {options.Backend.Name} back end has no bf16 on this processor; training in f32");
        return ElementType.Float32;
    }
}
