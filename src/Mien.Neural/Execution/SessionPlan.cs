using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>A plan with its borders at hand.</summary>
internal sealed class SessionPlan(int batch, Graph graph, ExecutionPlan plan)
{
    public int Batch { get; } = batch;

    public ExecutionPlan Plan { get; } = plan;

    /// <summary>The pictures, N×C×H×W.</summary>
    public Tensor Input { get; } = plan.Tensor(graph.Inputs[0].Name);

    /// <summary>The results in order.</summary>
    public Tensor[] Outputs { get; } = [.. graph.Outputs.Select(plan.Tensor)];
}
