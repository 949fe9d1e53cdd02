namespace Mien.Imaging.Video;

/// <summary>The C library's name and the numbers that its <c>fcntl</c> takes (Linux).</summary>
internal static class PipeNames
{
    public const string Library = "libc";

    public const int SetPipeSize = 1031;

    /// <summary>Sizes that are asked for, in order: several frames of 720p, and what an unprivileged process may have by default.</summary>
    public static ReadOnlySpan<int> Sizes => [4 << 20, 1 << 20];
}
