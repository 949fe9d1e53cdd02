using Mien.Compute.OneDnn.Native;

namespace Mien.Compute.OneDnn;

/// <summary>
/// oneDNN's own description of a tensor in memory: element type, dimensions and physical layout. In 2.x it is a plain struct, kept here in pinned memory
/// so that its address is good for native calls.
/// </summary>
internal sealed unsafe class MemoryDescriptor : Layout
{
    private readonly byte[] blob;

    /// <summary>A descriptor to be filled through <see cref="Address"/>.</summary>
    public MemoryDescriptor(ReadOnlySpan<int> dimensions)
    {
        blob = GC.AllocateArray<byte>(Dnnl2.MemoryDescriptorSize, pinned: true);
        Dimensions = dimensions.ToArray();
    }

    /// <summary>A copy of a descriptor that oneDNN owns.</summary>
    public MemoryDescriptor(byte* descriptor)
        : this(ReadDimensions(descriptor))
    {
        new ReadOnlySpan<byte>(descriptor, blob.Length).CopyTo(blob);
    }

    /// <summary>Where the descriptor lies; constant for its lifetime.</summary>
    public byte* Address => (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(blob, 0);

    /// <summary>The dimensions as oneDNN sees them: grouped convolution weights have one more than the tensor's shape.</summary>
    public int[] Dimensions { get; }

    /// <summary>Bytes of the tensor, padding included; 0 where the descriptor describes nothing.</summary>
    public long Size => (long)Dnnl2.MemorySize(Address);

    public override long ByteCount(TensorType type) => Size;

    public override bool Equals(Layout? other) => other is MemoryDescriptor descriptor && Dnnl2.MemoryEqual(Address, descriptor.Address) != 0;

    public override int GetHashCode() => HashCode.Combine(Dimensions.Length, Size);

    public override string ToString() => $"oneDNN layout of {Size} bytes";

    private static int[] ReadDimensions(byte* descriptor)
    {
        var dimensions = new int[*(int*)descriptor];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = checked((int)((long*)(descriptor + 8))[i]);
        return dimensions;
    }
}
