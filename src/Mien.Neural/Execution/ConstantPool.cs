using Mien.Compute;

namespace Mien.Neural.Execution;

/// <summary>
/// What follows from a network's parameters alone, weights in the layouts that kernels want above all: made by the first plan that needs it, read by all
/// plans of a session. It outlives them.
/// </summary>
internal sealed class ConstantPool : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Value, TensorDescriptor As), Tensor> tensors = [];

    /// <summary>Bytes of the tensors.</summary>
    public long ByteCount
    {
        get
        {
            lock (gate)
                return tensors.Values.Sum(t => t.Descriptor.ByteCount);
        }
    }

    /// <summary>A value in a form, or null where no plan has given it yet.</summary>
    public Tensor? Find(string value, TensorDescriptor form)
    {
        lock (gate)
            return tensors.GetValueOrDefault((value, form));
    }

    /// <summary>Takes a tensor over, unless there is one already.</summary>
    public bool TryAdd(string value, Tensor tensor)
    {
        lock (gate)
            return tensors.TryAdd((value, tensor.Descriptor), tensor);
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
            tensors.Clear();
        }
    }
}
