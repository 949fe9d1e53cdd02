using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>The memory of a plan: one arena for what comes and goes, and tensors of their own for what stays.</summary>
internal sealed class PlanMemory(long arenaSize) : IDisposable
{
    private readonly NativeBuffer arena = new(arenaSize);
    private readonly List<Tensor> owned = [];

    /// <summary>Bytes in all.</summary>
    public long ByteCount => arena.ByteCount + owned.Sum(t => t.Descriptor.ByteCount);

    /// <summary>A tensor with memory of its own.</summary>
    public Tensor Own(TensorDescriptor descriptor)
    {
        var tensor = new Tensor(descriptor);
        owned.Add(tensor);
        return tensor;
    }

    /// <summary>A tensor in the arena.</summary>
    public Tensor View(TensorDescriptor descriptor, long offset) => new(descriptor, arena, offset, owns: false);

    /// <summary>Lets another own one of the tensors with memory of their own.</summary>
    public void Release(Tensor tensor) => owned.Remove(tensor);

    /// <summary>Frees one of the tensors with memory of their own.</summary>
    public void Free(Tensor tensor)
    {
        if (owned.Remove(tensor))
            tensor.Dispose();
    }

    public void Dispose()
    {
        arena.Dispose();
        foreach (var tensor in owned)
            tensor.Dispose();
    }
}
