using Mien.Compute.OneDnn.Native;

namespace Mien.Compute.OneDnn;

/// <summary>oneDNN's processor engine and stream, and the bridge between our descriptors and oneDNN's.</summary>
internal sealed unsafe class OneDnnEngine
{
    private const int Cpu = 1;
    private const int InOrder = 1;
    private const int Avx512Bf16 = 0xe7;
    private readonly EngineHandle handle;

    public OneDnnEngine()
    {
        OneDnnException.ThrowIfFailed(Dnnl.EngineCreate(out handle, Cpu, 0), "engine", "the processor");
        OneDnnException.ThrowIfFailed(Dnnl.StreamCreate(out var stream, handle, InOrder), "stream", "the processor");
        Stream = stream;
        Descriptors = new PrimitiveDescriptors2(handle);
        HasBFloat16 = (Dnnl.GetEffectiveCpuIsa() & Avx512Bf16) == Avx512Bf16;
    }

    public StreamHandle Stream { get; }

    public PrimitiveDescriptors Descriptors { get; }

    /// <summary>Whether the processor computes in bf16 itself, not by emulation.</summary>
    public bool HasBFloat16 { get; }

    public MemoryHandle CreateMemory(MemoryDescriptor descriptor, nint address)
    {
        OneDnnException.ThrowIfFailed(Dnnl.MemoryCreate(out var memory, descriptor.Address, handle, address), "memory", descriptor.ToString());
        return memory;
    }

    /// <summary>A tensor's native descriptor.</summary>
    public MemoryDescriptor Memory(TensorDescriptor tensor) =>
        tensor.Layout as MemoryDescriptor ?? Plain(tensor.Type);

    /// <summary>Row-major memory; a scalar has one dimension of one.</summary>
    public MemoryDescriptor Plain(TensorType type) =>
        Descriptors.Strided(Algorithms.DataType(type.Element), type.Shape.Rank == 0 ? [1] : type.Shape.Dimensions);

    /// <summary>Memory in whatever layout the primitive likes.</summary>
    public MemoryDescriptor Any(TensorType type) => Descriptors.Any(Algorithms.DataType(type.Element), type.Shape.Dimensions);

    /// <summary>Memory of another shape with the same order and blocking as a given layout, or null for an unusual one.</summary>
    public MemoryDescriptor? Like(MemoryDescriptor layout, TensorType type) =>
        Descriptors.Like(layout, Algorithms.DataType(type.Element), type.Shape.Dimensions);

    /// <summary>A primitive's tensor that callers see as the primitive does.</summary>
    public Port Port(int argument, TensorType type, MemoryDescriptor memory) => new(argument, Describe(type, memory), memory);

    /// <summary>What memory is for the callers: row-major where it is that, else opaque.</summary>
    public TensorDescriptor Describe(TensorType type, MemoryDescriptor memory)
    {
        var isPlain = memory.Dimensions.AsSpan().SequenceEqual(type.Shape.Dimensions) && memory.Equals(Plain(type));
        return new TensorDescriptor(type, isPlain ? Layout.Plain : memory);
    }
}
