using System.Runtime.InteropServices;

namespace Mien.Compute;

/// <summary>The number of threads that kernels started from the calling thread use: OpenMP's, and the managed back end's.</summary>
internal static class ThreadTeam
{
    private delegate void SetThreads(int count);

    [ThreadStatic]
    private static int size;

    /// <summary>Threads for kernels of the calling thread, at least 1.</summary>
    public static int Size => Math.Max(size, 1);

    /// <summary>Sets the number for the calling thread.</summary>
    public static void SetSize(int threads)
    {
        size = threads;
        NativeEnvironment.Prepare();
        foreach (var name in new[] { "libgomp.so.1", "libomp.so", "libomp.dylib" })
        {
            if (!NativeLibrary.TryLoad(name, out var library))
                continue;
            if (NativeLibrary.TryGetExport(library, "omp_set_num_threads", out var function))
                Marshal.GetDelegateForFunctionPointer<SetThreads>(function)(threads);
            return;
        }
    }
}
