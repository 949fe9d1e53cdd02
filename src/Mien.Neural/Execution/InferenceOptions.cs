using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>How an <see cref="InferenceSession"/> runs a network.</summary>
public sealed class InferenceOptions
{
    /// <summary>Whose kernels.</summary>
    /// <value>Default null: oneDNN where it is found, else the managed back end.</value>
    public IBackend? Backend { get; init; }

    /// <summary>Threads inside a kernel, 0 to 1024; one a worker where there are several workers.</summary>
    /// <value>Default 0: as many as the machine has processors.</value>
    public int Threads { get; init; }

    /// <summary>How many pieces of work run at once, 1 to 1024. One suits single pictures; as many as there are processors suit many.</summary>
    /// <value>Default 1.</value>
    public int Workers { get; init; } = 1;

    /// <summary>The threads to run on, shared with other sessions; it stays the caller's. <see cref="Threads"/> and <see cref="Workers"/> are then the queue's and say nothing here.</summary>
    /// <value>Default null: the session has its own.</value>
    public ComputeQueue? Queue { get; init; }

    /// <summary>The type of activations and weights inside: f32 or bf16. Where the back end has no bf16 here, f32 runs and <see cref="InferenceSession.Status"/> says so.</summary>
    /// <value>Default <see cref="ElementType.Float32"/>.</value>
    public ElementType Precision { get; init; }

    /// <summary>Whether the graph is rewritten first: batch norm folded, activations and sums fused.</summary>
    /// <value>Default true.</value>
    public bool Optimize { get; init; } = true;

    /// <summary>The largest batch that is run at once, 1 to 4096; a larger one is cut into pieces.</summary>
    /// <value>Default 32.</value>
    public int LargestBatch { get; init; } = 32;

    /// <summary>For how many batch sizes each worker keeps compiled plans, 1 to 64; the one used longest ago is dropped.</summary>
    /// <value>Default 4.</value>
    public int PlansPerWorker { get; init; } = 4;

    /// <summary>Throws unless all values lie in their ranges; all faults are named at once.</summary>
    /// <exception cref="ArgumentException">Some value is out of its range.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        Check(Threads is >= 0 and <= 1024, $"the threads must be 0 to 1024, not {Threads}");
        Check(Workers is >= 1 and <= 1024, $"the workers must be 1 to 1024, not {Workers}");
        Check(Precision is ElementType.Float32 or ElementType.BFloat16, $"the precision must be f32 or bf16, not {Precision}");
        Check(LargestBatch is >= 1 and <= 4096, $"the largest batch must be 1 to 4096, not {LargestBatch}");
        Check(PlansPerWorker is >= 1 and <= 64, $"the plans kept must be 1 to 64, not {PlansPerWorker}");
        if (faults.Count > 0)
            throw new ArgumentException($"The inference options do not fit: {string.Join("; ", faults)}.");

        void Check(bool condition, string fault)
        {
            if (!condition)
                faults.Add(fault);
        }
    }
}
