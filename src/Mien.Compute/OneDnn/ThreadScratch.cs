namespace Mien.Compute.OneDnn;

/// <summary>Scratch memory of a compute thread: as large as the neediest of its kernels, freed with the thread.</summary>
internal static class ThreadScratch
{
    [ThreadStatic]
    private static NativeBuffer? buffer;

    /// <summary>The address of at least so many bytes; it holds until the thread next asks for more.</summary>
    public static nint Reserve(long byteCount)
    {
        if (buffer is null || buffer.ByteCount < byteCount)
        {
            buffer?.Dispose();
            buffer = new NativeBuffer(byteCount);
        }
        return buffer.Address;
    }
}
