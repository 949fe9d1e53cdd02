using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>
/// A graph compiled for a batch size on a back end: kernels tied to planned memory, ready to run without allocating. Made, run and dropped on one
/// thread of a <see cref="ComputeQueue"/>.
/// </summary>
internal sealed class ExecutionPlan : IDisposable
{
    private readonly List<Kernel> kernels = [];
    private readonly Invocation[] invocations;
    private readonly string[] names;
    private readonly PlanMemory memory;
    private readonly Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);

    private ExecutionPlan(Graph graph, PlanBuilder builder, ConstantPool? pool, Action<long>? beforeAllocation)
    {
        memory = MemoryPlanner.Allocate(builder.Tensors, beforeAllocation);
        foreach (var name in graph.Inputs.Select(i => i.Name).Concat(graph.Outputs))
            tensors[name] = builder.Home(name).Tensor!;
        foreach (var (name, parameter) in graph.Parameters)
            Fill(name, parameter, builder.Home(name));
        foreach (var step in builder.ConstantSteps)
        {
            using var invocation = Bind(step);
            invocation.Run();
            step.Kernel.Dispose();
        }
        invocations = [.. builder.Steps.Select(Bind)];
        names = [.. builder.Steps.Select(s => s.Name)];
        kernels.AddRange(builder.Steps.Select(s => s.Kernel));
        FreeUnread(graph, builder);
        if (pool is not null)
            Share(builder, pool, memory);
    }

    /// <summary>How many steps a run has.</summary>
    public int StepCount => invocations.Length;

    /// <summary>Bytes of tensors.</summary>
    public long ByteCount => memory.ByteCount;

    /// <summary>Compiles a graph.</summary>
    /// <param name="graph">The graph; its outputs become row-major f32.</param>
    /// <param name="batch">How many samples a run has.</param>
    /// <param name="backend">Who compiles.</param>
    /// <param name="constantParameters">Whether parameters never change, so that what follows from them alone is computed once.</param>
    /// <param name="pool">Where plans for other batch sizes find what follows from the parameters alone; it outlives the plan.</param>
    /// <param name="beforeAllocation">Called with the bytes that the plan needs before it takes them; may throw.</param>
    /// <param name="afterNode">Called with the number of steps so far after each node, where phases are to be told apart.</param>
    public static ExecutionPlan Compile(
        Graph graph, int batch, IBackend backend, bool constantParameters, Action<int, int>? afterNode = null, ConstantPool? pool = null, Action<long>? beforeAllocation = null)
    {
        var builder = new PlanBuilder(graph, batch, backend, constantParameters, pool);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            builder.Add(graph.Nodes[i]);
            // At once, not at the end: whoever runs the plan in phases reads the results of a phase right after it.
            foreach (var output in graph.Nodes[i].Outputs.Where(graph.Outputs.Contains))
                builder.AddOutput(output);
            afterNode?.Invoke(i, builder.Steps.Count);
        }
        return new ExecutionPlan(graph, builder, pool, beforeAllocation);
    }

    /// <summary>The row-major f32 tensor of an input, a parameter or an output.</summary>
    public Tensor Tensor(string name) => tensors[name];

    /// <summary>Runs steps in order.</summary>
    public void Run(int from, int to)
    {
        for (var i = from; i < to; i++)
            invocations[i].Run();
    }

    /// <summary>Runs all steps once and gives the seconds of each, for those who look for the slow one.</summary>
    public IReadOnlyList<(string Name, double Seconds)> Profile(TimeProvider time)
    {
        var seconds = new (string, double)[invocations.Length];
        for (var i = 0; i < invocations.Length; i++)
        {
            var start = time.GetTimestamp();
            invocations[i].Run();
            seconds[i] = (names[i], time.GetElapsedTime(start).TotalSeconds);
        }
        return seconds;
    }

    public void Dispose()
    {
        foreach (var invocation in invocations)
            invocation.Dispose();
        foreach (var kernel in kernels)
            kernel.Dispose();
        memory.Dispose();
    }

    private static Invocation Bind(PlannedStep step) =>
        step.Kernel.Bind([.. step.Inputs.Select(i => i.Tensor!)], [.. step.Outputs.Select(o => o.Tensor!)]);

    /// <summary>Gives a parameter's tensor its values, where the plan has such a tensor and it is new.</summary>
    private void Fill(string name, Parameter parameter, PlannedTensor home)
    {
        if (home.Tensor is not { } tensor)
            return;
        tensors[name] = tensor;
        if (!home.IsShared)
            parameter.Values.CopyTo(tensor.Floats);
    }

    /// <summary>Frees parameters whose reordered copies are all that the steps read.</summary>
    private void FreeUnread(Graph graph, PlanBuilder builder)
    {
        if (builder.ConstantSteps.Count == 0)
            return;
        var read = builder.Steps.SelectMany(s => s.Inputs).Select(t => t.Root).ToHashSet();
        foreach (var name in graph.Parameters.Keys.Where(n => tensors.ContainsKey(n) && !read.Contains(builder.Home(n).Root) && !graph.Outputs.Contains(n)))
        {
            memory.Free(tensors[name]);
            tensors.Remove(name);
        }
    }

    /// <summary>Gives the pool what the steps read and follows from parameters alone.</summary>
    private static void Share(PlanBuilder builder, ConstantPool pool, PlanMemory memory)
    {
        var read = builder.Steps.SelectMany(s => s.Inputs).Select(t => t.Root).ToHashSet();
        foreach (var (value, tensor) in builder.Constants.Where(c => c.Tensor is { IsShared: false, Tensor: not null } && read.Contains(c.Tensor)))
        {
            if (pool.TryAdd(value, tensor.Tensor!))
                memory.Release(tensor.Tensor!);
        }
    }
}
