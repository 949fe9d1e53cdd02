using System.Runtime.InteropServices;
using Mien.Compute.OneDnn.Native;

namespace Mien.Compute.OneDnn;

/// <summary>A primitive with its tensors' addresses in place. Its scratch memory is that of the running thread, shared by all its kernels.</summary>
internal sealed unsafe class OneDnnInvocation : Invocation
{
    private readonly OneDnnEngine engine;
    private readonly PrimitiveHandle primitive;
    private readonly MemoryHandle[] memories;
    private readonly MemoryHandle? scratch;
    private readonly long scratchSize;
    private readonly ExecutionArgument* arguments;

    public OneDnnInvocation(
        OneDnnEngine engine, PrimitiveHandle primitive, IReadOnlyList<Port> ports, IReadOnlyList<Tensor> tensors, MemoryDescriptor? scratchpad)
    {
        (this.engine, this.primitive) = (engine, primitive);
        memories = new MemoryHandle[ports.Count + (scratchpad is null ? 0 : 1)];
        arguments = (ExecutionArgument*)NativeMemory.Alloc((nuint)memories.Length, (nuint)sizeof(ExecutionArgument));
        for (var i = 0; i < ports.Count; i++)
            Set(i, ports[i].Argument, engine.CreateMemory(ports[i].Memory, tensors[i].Address));
        if (scratchpad is null)
            return;
        scratchSize = scratchpad.Size;
        scratch = engine.CreateMemory(scratchpad, ThreadScratch.Reserve(scratchSize));
        Set(ports.Count, Argument.Scratchpad, scratch);
    }

    public override void Run()
    {
        if (scratch is not null)
            _ = Dnnl.MemorySetDataHandle(scratch, ThreadScratch.Reserve(scratchSize));
        OneDnnException.ThrowIfFailed(Dnnl.PrimitiveExecute(primitive, engine.Stream, memories.Length, arguments), "execute", "a compiled kernel");
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var memory in memories)
            memory.Dispose();
        NativeMemory.Free(arguments);
        base.Dispose(disposing);
    }

    private void Set(int index, int argument, MemoryHandle memory)
    {
        memories[index] = memory;
        arguments[index] = new ExecutionArgument { Number = argument, Memory = memory.DangerousGetHandle() };
    }
}
