using Mien.Compute.OneDnn.Native;

namespace Mien.Compute.OneDnn;

/// <summary>A primitive as oneDNN would build it: the layouts it chose can be asked for.</summary>
internal sealed unsafe class PrimitiveDescriptor(PrimitiveDescriptorHandle handle) : IDisposable
{
    public PrimitiveDescriptorHandle Handle { get; } = handle;

    /// <summary>The descriptor of one of its tensors, or null where it has none.</summary>
    public MemoryDescriptor? Query(Query what, int index = 0)
    {
        var found = Dnnl.PrimitiveDescriptorQuery(Handle, what, index);
        if (found == null || *(int*)found == 0)
            return null;
        return new MemoryDescriptor(found);
    }

    public void Dispose() => Handle.Dispose();
}
