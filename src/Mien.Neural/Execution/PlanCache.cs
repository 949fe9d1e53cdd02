using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>A worker's compiled plans by batch size, the one used last in front. Used by one thread at a time.</summary>
internal sealed class PlanCache(Graph graph, IBackend backend, ConstantPool pool, int capacity) : IDisposable
{
    private readonly List<SessionPlan> plans = new(capacity);

    /// <summary>Bytes of tensors of all plans.</summary>
    public long ByteCount => plans.Sum(p => p.Plan.ByteCount);

    /// <summary>The plan for a batch size, compiled where there is none yet.</summary>
    public SessionPlan Get(int batch)
    {
        for (var i = 0; i < plans.Count; i++)
        {
            if (plans[i].Batch != batch)
                continue;
            var found = plans[i];
            plans.RemoveAt(i);
            plans.Insert(0, found);
            return found;
        }
        if (plans.Count == capacity)
        {
            plans[^1].Plan.Dispose();
            plans.RemoveAt(plans.Count - 1);
        }
        var made = new SessionPlan(batch, graph, ExecutionPlan.Compile(graph, batch, backend, constantParameters: true, pool: pool));
        plans.Insert(0, made);
        return made;
    }

    public void Dispose()
    {
        foreach (var plan in plans)
            plan.Plan.Dispose();
        plans.Clear();
    }
}
