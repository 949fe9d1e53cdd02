using Mien.Compute;
using Mien.Neural.Optimization;

namespace Mien.Neural.Execution;

/// <summary>
/// Runs a network forward, from many threads at once: callers queue up before a few workers. Once a batch size was seen, running it allocates nothing.
/// </summary>
public sealed class InferenceSession : IDisposable
{
    private readonly Graph graph;
    private readonly InferenceOptions options;
    private readonly ComputeQueue queue;
    private readonly PlanCache[] plans;
    private readonly ConstantPool constants = new();
    private readonly Stack<InferenceCall> calls = new();
    private readonly Shape[] outputShapes;

    /// <summary>Prepares a network. Kernels are compiled when a batch size is first seen, or by <see cref="Prepare"/>.</summary>
    /// <param name="graph">The network, with one input. It must not change while the session lives.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <exception cref="ArgumentException">Options are out of range (all faults are named), or the graph has not exactly one input.</exception>
    /// <exception cref="ShapeException">The graph is not sound; the text names node and value.</exception>
    public InferenceSession(Graph graph, InferenceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        this.options = options ??= new InferenceOptions();
        options.Validate();
        if (graph.Inputs.Count != 1 || graph.Outputs.Count == 0)
            throw new ArgumentException($"A session runs networks with one input and at least one output; this one has {graph.Inputs.Count} and {graph.Outputs.Count}.", nameof(graph));
        var types = graph.InferTypes(1);
        outputShapes = [.. graph.Outputs.Select(o => new Shape(types[o].Shape.Dimensions is [_, .. var sample] ? sample : []))];
        var status = string.Empty;
        Backend = options.Backend ?? Backends.Create(null, out status);
        Precision = Backend.Supports(options.Precision) ? options.Precision : ElementType.Float32;
        this.graph = options.Optimize ? GraphOptimizer.Optimize(graph) : graph;
        if (Precision == ElementType.BFloat16)
            this.graph = MixedPrecision.Apply(this.graph);
        queue = options.Queue ?? new ComputeQueue(options.Workers, ThreadsPerWorker(options));
        plans = [.. Enumerable.Range(0, queue.Workers).Select(_ => new PlanCache(this.graph, Backend, constants, options.PlansPerWorker))];
        Status = Describe(status.Length > 0 ? status : Backend.Name);
    }

    /// <summary>Whose kernels run.</summary>
    public IBackend Backend { get; }

    /// <summary>The type of activations and weights inside, as it was found possible.</summary>
    public ElementType Precision { get; }

    /// <summary>One line: back end, precision and threads, and why they are not what was asked for.</summary>
    public string Status { get; }

    /// <summary>The network's input.</summary>
    public GraphInput Input => graph.Inputs[0];

    /// <summary>The names of the outputs, in order.</summary>
    public IReadOnlyList<string> Outputs => graph.Outputs;

    /// <summary>The shape of one sample of an output: the classes.</summary>
    /// <param name="output">From 0, in the graph's order.</param>
    public Shape OutputShape(int output) => outputShapes[output];

    /// <summary>Compiles the kernels for a batch size ahead of the first run, on one worker.</summary>
    /// <param name="batch">How many samples, at least 1; at most <see cref="InferenceOptions.LargestBatch"/> are run at once.</param>
    /// <param name="cancellation">Given up while waiting for a worker.</param>
    public void Prepare(int batch, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        queue.Run(worker => PlanFor(worker, Math.Min(batch, options.LargestBatch)), cancellation);
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="input">The samples one after the other, row-major: N×C×H×W.</param>
    /// <param name="batch">N, at least 1.</param>
    /// <param name="outputs">For each output, in order, room for N × <see cref="OutputShape"/> numbers.</param>
    /// <param name="cancellation">Given up while waiting in the queue; a piece that has begun is finished. The outputs are undefined then.</param>
    /// <exception cref="ArgumentException">Input or outputs have another length than the batch needs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public unsafe void Run(ReadOnlySpan<float> input, int batch, IReadOnlyList<Memory<float>> outputs, CancellationToken cancellation = default)
    {
        Check(input, batch, outputs);
        var call = Rent();
        fixed (float* start = input)
            call.Run(queue, start, batch, PieceSize(batch), outputs, cancellation);
        lock (calls)
            calls.Push(call);
    }

    /// <summary>Runs a batch into new arrays.</summary>
    /// <param name="input">The samples one after the other, row-major: N×C×H×W.</param>
    /// <param name="batch">N, at least 1.</param>
    /// <param name="cancellation">As in the other form.</param>
    /// <returns>For each output, in order, N × <see cref="OutputShape"/> numbers.</returns>
    /// <exception cref="ArgumentException">The input has another length than the batch needs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public float[][] Run(ReadOnlySpan<float> input, int batch, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        float[][] results = [.. outputShapes.Select(s => new float[checked(batch * s.Count)])];
        Run(input, batch, [.. results.Select(r => r.AsMemory())], cancellation);
        return results;
    }

    /// <summary>Finishes what is queued, ends the threads and frees the memory. On a shared queue nobody may be running the session any more.</summary>
    public void Dispose()
    {
        if (options.Queue is null)
            queue.Dispose();
        foreach (var cache in plans)
            cache.Dispose();
        constants.Dispose();
    }

    /// <summary>Bytes of tensors of all plans; to be asked while nothing runs.</summary>
    internal long ByteCount => plans.Sum(p => p.ByteCount) + constants.ByteCount;

    /// <summary>Where kernels run.</summary>
    internal ComputeQueue Queue => queue;

    /// <summary>The plan of a worker for a batch size. Called on that worker's thread.</summary>
    internal SessionPlan PlanFor(int worker, int batch) => plans[worker].Get(batch);

    /// <summary>Runs the steps for a batch size one by one, on whatever is in memory, and gives the seconds of each.</summary>
    internal IReadOnlyList<(string Name, double Seconds)> Profile(int batch, TimeProvider time)
    {
        IReadOnlyList<(string, double)> result = [];
        queue.Run(worker => result = PlanFor(worker, batch).Plan.Profile(time));
        return result;
    }

    private static int ThreadsPerWorker(InferenceOptions options) =>
        options.Workers > 1 ? 1 : options.Threads > 0 ? options.Threads : Environment.ProcessorCount;

    private string Describe(string backend)
    {
        var threads = queue.Workers > 1 ? $"{queue.Workers} workers" : $"{queue.ThreadsPerWorker} thread(s)";
        if (Precision == options.Precision)
            return $"{backend}, {(Precision == ElementType.BFloat16 ? "bf16" : "f32")}, {threads}";
        return $"{backend}, f32 since bf16 needs oneDNN and a processor with AVX-512 BF16, {threads}";
    }

    private void Check(ReadOnlySpan<float> input, int batch, IReadOnlyList<Memory<float>> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentNullException.ThrowIfNull(outputs);
        var needed = (long)batch * Input.Sample.Count;
        if (input.Length != needed)
            throw new ArgumentException($"A batch of {batch} × {Input.Sample} needs {needed} numbers, got {input.Length}.", nameof(input));
        if (outputs.Count != outputShapes.Length)
            throw new ArgumentException($"The network has {outputShapes.Length} output(s), got room for {outputs.Count}.", nameof(outputs));
        for (var i = 0; i < outputShapes.Length; i++)
        {
            if (outputs[i].Length != (long)batch * outputShapes[i].Count)
                throw new ArgumentException($"Output '{Outputs[i]}' needs room for {batch} × {outputShapes[i]} numbers, got {outputs[i].Length}.", nameof(outputs));
        }
    }

    /// <summary>Several workers share a batch; what is left over makes one more size, so few sizes occur.</summary>
    private int PieceSize(int batch) => Math.Min(options.LargestBatch, (batch + queue.Workers - 1) / queue.Workers);

    private InferenceCall Rent()
    {
        lock (calls)
        {
            if (calls.TryPop(out var call))
                return call;
        }
        return new InferenceCall(this, queue.Workers);
    }
}
