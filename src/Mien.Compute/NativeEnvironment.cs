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
    /// The count is about half a millisecond. Much less, and threads fall asleep inside large kernels, from which they wake late; much more, and on a busy
    /// machine each barrier at which the other thread does not run at once costs that time.
    /// </remarks>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;
        _ = SetEnv("GOMP_SPINCOUNT", "10000", overwrite: 0);
        _ = SetEnv("KMP_BLOCKTIME", "0", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
