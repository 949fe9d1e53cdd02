using System.IO.Pipes;

namespace Mien.Imaging.Video;

/// <summary>Makes the pipes of frames large: with the usual 64 KiB, two processes change places some twenty times a frame.</summary>
internal static class PipeSize
{
    /// <summary>Asks for a large pipe; where that is refused, it stays as it is.</summary>
    /// <returns>The size in bytes that was given; 0 where it stayed.</returns>
    public static int Enlarge(Stream stream)
    {
        if (!OperatingSystem.IsLinux() || stream is not PipeStream pipe)
            return 0;
        foreach (var size in PipeNames.Sizes)
        {
            if (PipeExterns.fcntl(pipe.SafePipeHandle, PipeNames.SetPipeSize, size) is > 0 and var given)
                return given;
        }

        return 0;
    }
}
