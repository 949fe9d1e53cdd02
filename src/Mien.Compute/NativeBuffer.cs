using System.Runtime.InteropServices;

namespace Mien.Compute;

/// <summary>Owns a block of native memory, aligned for the widest vectors; the collector is told of its size.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const int Alignment = 64;

    public NativeBuffer(long byteCount)
        : base(0, ownsHandle: true)
    {
        ByteCount = Math.Max(byteCount, Alignment);
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)ByteCount, Alignment));
        GC.AddMemoryPressure(ByteCount);
    }

    public long ByteCount { get; }

    public override bool IsInvalid => handle == 0;

    public nint Address => IsClosed ? throw new ObjectDisposedException(nameof(Tensor)) : handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(ByteCount);
        return true;
    }
}
