using System.Runtime.InteropServices;

namespace Mien.Imaging.Video;

/// <summary>The one function of the C library that pipes need.</summary>
internal static partial class PipeExterns
{
    // Variadic in C; on Linux its third argument is passed like any other.
    [LibraryImport(PipeNames.Library)]
    public static partial int fcntl(SafeHandle descriptor, int command, nint argument);
}
