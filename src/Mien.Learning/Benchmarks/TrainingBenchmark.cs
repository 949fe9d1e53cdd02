using Mien.Compute;
using Mien.Learning.Losses;
using Mien.Learning.Optimizers;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Learning.Benchmarks;

/// <summary>What <see cref="TrainingBenchmark"/> found.</summary>
/// <param name="ImagesPerSecond">At the median step.</param>
/// <param name="Batch">Images a step.</param>
/// <param name="Runs">Steps that were timed.</param>
/// <param name="FirstLoss">The loss of the first step, before anything was learned.</param>
/// <param name="LastLoss">The loss of the last step: the one batch is memorised, so it must fall.</param>
/// <param name="ByteCount">Bytes of tensors.</param>
/// <param name="Learned">How many numbers learn.</param>
/// <param name="Kernels">Where a step's time goes, the longest first, measured kernel by kernel after the timed steps.</param>
public sealed record TrainingBenchmarkResult(
    double ImagesPerSecond, int Batch, int Runs, double FirstLoss, double LastLoss, long ByteCount, long Learned, IReadOnlyList<KernelTime> Kernels);

/// <summary>The time of all kernels of one kind in a step.</summary>
/// <param name="Operation">The operation; "Reorder" for changes of layout and element type between kernels.</param>
/// <param name="Count">How many kernels.</param>
/// <param name="Milliseconds">Their time together.</param>
public sealed record KernelTime(string Operation, int Count, double Milliseconds);

/// <summary>Times training steps on one batch of random pictures in memory: forward, loss, backward, SGD with momentum.</summary>
public static class TrainingBenchmark
{
    private const float LearningRate = 0.01f;

    /// <summary>Runs steps for a time.</summary>
    /// <param name="network">The network; it learns the batch by heart.</param>
    /// <param name="batch">Images a step.</param>
    /// <param name="backend">Whose kernels.</param>
    /// <param name="precision">The type of activations.</param>
    /// <param name="threads">Threads inside a kernel.</param>
    /// <param name="warmup">Steps that are not timed.</param>
    /// <param name="seconds">How long to go on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="memoryLimit">The bytes that a step may take.</param>
    /// <param name="trains">Which parameters learn, by name; null for all.</param>
    /// <exception cref="InsufficientMemoryException">It would take more.</exception>
    public static TrainingBenchmarkResult Run(
        Graph network, int batch, IBackend backend, ElementType precision, int threads, int warmup, double seconds, TimeProvider time, CancellationToken cancellation,
        long memoryLimit = long.MaxValue, Func<string, bool>? trains = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var queue = new ComputeQueue(1, threads);
        using var step = new TrainingStep(network, batch, backend, precision, queue, trains, memoryLimit);
        var run = new Memorisation(step, network);
        var (times, losses, start) = (new List<double>(), new List<double>(), time.GetTimestamp());
        while (times.Count <= warmup || time.GetElapsedTime(start).TotalSeconds < seconds)
        {
            cancellation.ThrowIfCancellationRequested();
            var begin = time.GetTimestamp();
            losses.Add(run.Step());
            times.Add(time.GetElapsedTime(begin).TotalSeconds);
        }
        var timed = times.Skip(warmup).Order().ToList();
        return new TrainingBenchmarkResult(batch / timed[timed.Count / 2], batch, timed.Count, losses[0], losses[^1], step.ByteCount, step.Learned.Sum(p => (long)p.Shape.Count), KernelTimes(step, time));
    }

    private static List<KernelTime> KernelTimes(TrainingStep step, TimeProvider time) =>
    [
        .. step.Profile(time)
            .GroupBy(k => OperationOf(k.Name), StringComparer.Ordinal)
            .Select(g => new KernelTime(g.Key, g.Count(), g.Sum(k => k.Seconds) * 1000))
            .OrderByDescending(k => k.Milliseconds),
    ];

    /// <summary>Steps are named "y = Operation(x)" where they run a node, otherwise after the value that they bring into another form.</summary>
    private static string OperationOf(string step)
    {
        var start = step.IndexOf(" = ", StringComparison.Ordinal);
        return start < 0 ? "Reorder" : step[(start + 3)..step.IndexOf('(', start)];
    }

    private sealed class Memorisation
    {
        private readonly TrainingStep step;
        private readonly Optimizer optimizer = new SgdOptimizer(momentum: 0.9, weightDecay: 5e-4);
        private readonly CrossEntropyLoss loss = new();
        private readonly List<float[]> targets = [];
        private long count;

        public Memorisation(TrainingStep step, Graph network)
        {
            this.step = step;
            var random = new Random(1);
            foreach (ref var value in step.Input)
                value = (float)((random.NextDouble() * 2) - 1);
            for (var output = 0; output < network.Outputs.Count; output++)
                targets.Add(RandomLabels(step.Logits(output).Length / step.Batch, random));
            foreach (var parameter in step.Learned)
                optimizer.Register(parameter.Name, parameter.Shape.Count, parameter.Kind);
        }

        public double Step()
        {
            step.Forward(count++);
            var total = 0.0;
            for (var output = 0; output < targets.Count; output++)
                total += loss.Compute(step.Logits(output), targets[output], [], targets[output].Length / step.Batch, step.LogitsGradient(output));
            step.Backward();
            step.FollowStatistics();
            optimizer.BeginStep(LearningRate);
            foreach (var parameter in step.Learned)
                optimizer.Update(parameter.Name, step.Parameter(parameter.Name), step.Gradient(parameter.Name));
            return total;
        }

        private float[] RandomLabels(int classes, Random random)
        {
            var labels = new float[step.Batch * classes];
            for (var i = 0; i < step.Batch; i++)
                labels[(i * classes) + random.Next(classes)] = 1;
            return labels;
        }
    }
}
