using Mien.Compute;
using Mien.Learning.Autodiff;
using Mien.Neural;
using Mien.Neural.Execution;

namespace Mien.Learning.Training;

/// <summary>
/// A network compiled for training at a fixed batch size. A step is: fill <see cref="Input"/>, <see cref="Forward"/>, compute the loss from
/// <see cref="Logits"/> into <see cref="LogitsGradient"/>, <see cref="Backward"/>, then update <see cref="Parameter"/> from <see cref="Gradient"/>.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    private const float StatisticMomentum = 0.1f;

    // Beside the step's tensors: the network's weights, the optimiser's two moments, the average, the evaluated network, and what is written of them.
    private const int ParameterArrays = 6;
    private readonly ComputeQueue queue;
    private readonly TrainingGraph training;
    private readonly ExecutionPlan plan;
    private readonly Graph network;
    private int forwardSteps;

    /// <summary>Compiles the network.</summary>
    /// <param name="network">The network, with one input; its parameters' values are the start.</param>
    /// <param name="batch">Samples a step.</param>
    /// <param name="backend">Who compiles.</param>
    /// <param name="precision">The type of activations; parameters, gradients of parameters and statistics are f32.</param>
    /// <param name="queue">Where kernels run; one worker.</param>
    /// <param name="trains">Which parameters learn, by name; null for all.</param>
    /// <param name="memoryLimit">The bytes that the plan may take.</param>
    /// <exception cref="InsufficientMemoryException">It would take more.</exception>
    public TrainingStep(Graph network, int batch, IBackend backend, ElementType precision, ComputeQueue queue, Func<string, bool>? trains = null,
        long memoryLimit = long.MaxValue)
    {
        (this.network, this.queue, Batch) = (network, queue, batch);
        training = TrainingGraphBuilder.Build(network, batch, precision, trains);
        ExecutionPlan? compiled = null;
        queue.Run(_ => compiled = ExecutionPlan.Compile(
            training.Graph, batch, backend, constantParameters: false, MarkForward, beforeAllocation: needed => Check(needed + BytesBeside(network), memoryLimit)));
        plan = compiled!;
    }

    /// <summary>Samples a step.</summary>
    public int Batch { get; }

    /// <summary>The pictures, N×C×H×W.</summary>
    public Span<float> Input => plan.Tensor(network.Inputs[0].Name).Floats;

    /// <summary>The names of the outputs, in order.</summary>
    public IEnumerable<string> Outputs => training.Outputs.Select(o => o.Name);

    /// <summary>The parameters that have gradients.</summary>
    public IEnumerable<Parameter> Learned => network.Parameters.Values.Where(p => training.Gradients.ContainsKey(p.Name));

    /// <summary>Bytes of tensors.</summary>
    public long ByteCount => plan.ByteCount;

    /// <summary>About the bytes that a run of the network takes beside <see cref="ByteCount"/>.</summary>
    public static long BytesBeside(Graph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return ParameterArrays * sizeof(float) * network.Parameters.Values.Sum(parameter => (long)parameter.Values.Length);
    }

    /// <summary>Logits of an output, N×classes.</summary>
    public Span<float> Logits(int output) => plan.Tensor(training.Outputs[output].Logits).Floats;

    /// <summary>Takes the loss's gradient for the logits of an output, N×classes.</summary>
    public Span<float> LogitsGradient(int output) => plan.Tensor(training.Outputs[output].Gradient).Floats;

    /// <summary>The values of a learned parameter, row-major.</summary>
    public Span<float> Parameter(string name) => plan.Tensor(name).Floats;

    /// <summary>The gradient of a learned parameter, row-major.</summary>
    public ReadOnlySpan<float> Gradient(string name) => plan.Tensor(training.Gradients[name]).Floats;

    /// <summary>Runs the forward half.</summary>
    /// <param name="seed">The number of the step, from which dropout draws; below 2⁴⁸.</param>
    public void Forward(long seed)
    {
        if (training.SeedInput is { } name)
        {
            var values = plan.Tensor(name).Floats;
            (values[0], values[1]) = (seed & 0xFFFFFF, (seed >> 24) & 0xFFFFFF);
        }
        queue.Run(_ => plan.Run(0, forwardSteps));
    }

    /// <summary>Runs the backward half.</summary>
    public void Backward() => queue.Run(_ => plan.Run(forwardSteps, plan.StepCount));

    /// <summary>Moves the running statistics a tenth of the way to the batch's, variances unbiased: PyTorch's rule.</summary>
    public void FollowStatistics()
    {
        foreach (var statistic in training.Statistics)
        {
            Follow(network.Parameters[statistic.RunningMean].Values, plan.Tensor(statistic.Mean).Floats, 1);
            Follow(network.Parameters[statistic.RunningVariance].Values, plan.Tensor(statistic.Variance).Floats, statistic.Count / Math.Max(1f, statistic.Count - 1));
        }
    }

    /// <summary>Copies the learned parameters back into the network.</summary>
    public void Export()
    {
        foreach (var parameter in Learned)
            Parameter(parameter.Name).CopyTo(parameter.Values);
    }

    /// <summary>Takes all parameters from the network, frozen ones too.</summary>
    public void Import()
    {
        foreach (var parameter in network.Parameters.Values.Where(p => training.Graph.Parameters.ContainsKey(p.Name)))
            parameter.Values.CopyTo(Parameter(parameter.Name));
    }

    /// <summary>The seconds of each kernel in one run of both halves.</summary>
    public IReadOnlyList<(string Name, double Seconds)> Profile(TimeProvider time)
    {
        IReadOnlyList<(string, double)> seconds = [];
        queue.Run(_ => seconds = plan.Profile(time));
        return seconds;
    }

    /// <summary>Where the numbers of the step that has run stop being numbers: a parameter or a value, by the network's name for it; null where they do not.</summary>
    /// <param name="backend">Whose kernels look.</param>
    /// <param name="evaluated">The network as it is evaluated, where that is what went wrong; null for the forward half.</param>
    public string? FindDivergence(IBackend backend, Graph? evaluated = null)
    {
        Export();
        var (graph, count) = evaluated is null ? (training.Graph, training.ForwardNodes) : (evaluated, evaluated.Nodes.Count);
        string? found = null;
        queue.Run(_ => found = DivergedLayer.Find(graph, count, Batch, name => plan.Tensor(name).Floats.ToArray(), backend));
        return found is null ? null : training.Layers.GetValueOrDefault(found, found);
    }

    /// <inheritdoc/>
    public void Dispose() => queue.Run(_ => plan.Dispose());

    private static void Follow(float[] running, ReadOnlySpan<float> batch, float scale)
    {
        for (var i = 0; i < running.Length; i++)
            running[i] += StatisticMomentum * ((batch[i] * scale) - running[i]);
    }

    private void Check(long needed, long limit)
    {
        if (needed > limit)
        {
            throw new InsufficientMemoryException(FormattableString.Invariant(
                $"Training {Batch} pictures a step needs {needed / (double)(1 << 30):F1} GiB of memory, and this machine has {limit / (double)(1 << 30):F1} GiB: lower training.batch (and raise training.accumulate) or input.size."));
        }
    }

    private void MarkForward(int node, int steps)
    {
        if (node < training.ForwardNodes)
            forwardSteps = steps;
    }
}
