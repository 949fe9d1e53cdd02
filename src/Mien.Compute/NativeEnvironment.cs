using System.Runtime.InteropServices;

namespace Mien.Compute;

/// <summary>
/// The environment of the OpenMP runtime that oneDNN and libvips bring along. The runtime reads it once, when it is loaded, so whoever loads
/// a native library calls <see cref="Prepare"/> first. .NET's own environment is a copy that native code does not see, hence <c>setenv</c>.
/// </summary>
public static partial class NativeEnvironment
{
    /// <summary>
    /// Lets waiting threads spin for some microseconds between kernels and sleep after that: a session's kernels follow one another closely, and an
    /// idle session must not burn a core. What the user has set is kept. Safe to call often.
    /// </summary>
    /// <remarks>
    /// On an idle machine counts from 1,000 to 20,000 run equally fast. On a busy one each barrier at which the other thread does not run at once costs
    /// the whole count: a network of 18 kernels took 12 ms with 2,000 and 220 ms with 20,000.
    /// </remarks>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;
        _ = SetEnv("GOMP_SPINCOUNT", "2000", overwrite: 0);
        _ = SetEnv("KMP_BLOCKTIME", "0", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
