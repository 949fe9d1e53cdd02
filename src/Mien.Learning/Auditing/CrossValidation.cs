using System.Numerics.Tensors;
using Mien.Compute;
using Mien.Learning.Augmentation;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Learning.Auditing;

/// <summary>Class probabilities of every row out of a network that was trained on the other folds: no row is judged by a network that has seen it.</summary>
internal static class CrossValidation
{
    /// <summary>Trains one network a fold for the recipe's epochs, without choosing anything.</summary>
    /// <param name="data">Labelled rows.</param>
    /// <param name="recipe">Network, input, augmentation, loss, optimiser, schedule, epochs, one phase; its one output has as many classes as the data, whose order counts. Fewer rows than a batch are one.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="backend">Whose kernels.</param>
    /// <param name="threads">Threads inside a kernel, at least 1, where the recipe does not say.</param>
    /// <param name="progress">Told the fold and the epoch, both from 1, and its mean loss.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArithmeticException">A network's loss or answers are no numbers any more.</exception>
    /// <exception cref="DataFormatException">There are fewer rows, or groups of them, than folds.</exception>
    /// <returns>N×K probabilities.</returns>
    public static float[] Probabilities(Dataset data, Recipe recipe, int folds, IBackend backend, int threads, Action<int, int, double>? progress, CancellationToken cancellation)
    {
        var classes = recipe.Outputs[0].Classes;
        var place = new Dictionary<Sample, int>(data.Count, ReferenceEqualityComparer.Instance);
        for (var row = 0; row < data.Count; row++)
            place[data[row]] = row;
        var probabilities = new float[data.Count * classes];
        using var queue = new ComputeQueue(1, recipe.Training.Threads == 0 ? threads : recipe.Training.Threads);
        var parts = KFoldSplit.Of(data, folds, (ulong)recipe.Seed);
        for (var fold = 0; fold < parts.Count; fold++)
        {
            var number = fold + 1;
            var network = Train(parts[fold].Kept, recipe, backend, queue, (epoch, loss) => progress?.Invoke(number, epoch, loss), cancellation);
            var held = parts[fold].Held;
            var logits = NetworkLogits.Compute(network, held, recipe.Input.ToFormat(), backend, queue, cancellation)[0];
            if (!TensorPrimitives.IsFiniteAll<float>(logits))
                throw Diverged("an answer", recipe.Training.Epochs);
            for (var row = 0; row < held.Count; row++)
                TensorPrimitives.SoftMax(logits.AsSpan(row * classes, classes), probabilities.AsSpan(place[held[row]] * classes, classes));
        }
        return probabilities;
    }

    private static Graph Train(Dataset rows, Recipe recipe, IBackend backend, ComputeQueue queue, Action<int, double> progress, CancellationToken cancellation)
    {
        var (network, trained) = (recipe.Network.Create(), recipe.Network.Create());
        var type = recipe.Training.Precision == TrainingPrecision.Bf16 && backend.Supports(ElementType.BFloat16) ? ElementType.BFloat16 : ElementType.Float32;
        var targets = TargetTable.FromLabels(rows, recipe.Outputs[0].Name);
        var size = Math.Min(recipe.Training.Batch, targets.CountPresent());
        var phase = recipe.Phases[0];
        using var step = new TrainingStep(network, size, backend, type, queue, phase.Trains);
        var state = new TrainingState(recipe, network, step);
        var options = new BatchLoaderOptions { BatchSize = size, Seed = (ulong)recipe.Seed, EndEpoch = recipe.Training.Epochs };
        using var loader = new BatchLoader(rows, new Augmenter(recipe.Augmentation, recipe.Input.ToFormat()), [targets], options);
        var (loss, schedule) = (recipe.Loss.Create(TrainingData.Mass(targets, rows.Count)), recipe.Schedule.Create(phase.LearningRate));
        var (total, sum) = ((long)loader.BatchesPerEpoch * recipe.Training.Epochs, 0.0);
        for (long done = 0; done < total; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = loader.Next(cancellation)!;
            batch.Inputs.CopyTo(step.Input);
            step.Forward(done);
            sum += loss.Compute(step.Logits(0), batch.Targets(0), batch.Weights(0), recipe.Outputs[0].Classes, step.LogitsGradient(0));
            step.Backward();
            var isLast = (done + 1) % loader.BatchesPerEpoch == 0;
            state.Update(schedule.At(done, total), isLast);
            if (!isLast)
                continue;
            if (!double.IsFinite(sum))
                throw Diverged("the loss", batch.Epoch + 1);
            progress(batch.Epoch + 1, sum / loader.BatchesPerEpoch);
            sum = 0;
        }
        state.CopyTo(trained);
        return trained;
    }

    private static ArithmeticException Diverged(string what, int epoch) => new(FormattableString.Invariant(
        $"Training diverged: {what} of a fold's network is no number any more in epoch {epoch}. Lower the recipe's learning rate, or clip gradients."));
}
