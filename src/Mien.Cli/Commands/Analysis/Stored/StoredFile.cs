using Mien.Neural;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>Finds what earlier runs left of a video's results.</summary>
internal static class StoredFile
{
    /// <summary>
    /// Whether there is a file to go on from. A run that was killed at once could not give its file its name: where it got further than the file of the name, and
    /// is about the same video, it gets it now.
    /// </summary>
    /// <param name="path">The file's name.</param>
    /// <param name="video">The video.</param>
    /// <exception cref="IOException">A file cannot be renamed.</exception>
    public static bool Find(string path, string video)
    {
        var length = File.Exists(path) ? new FileInfo(path).Length : 0;
        var left = AtomicFile.TemporariesOf(path).Where(name => new FileInfo(name).Length > length && IsAbandonedOf(name, video)).MaxBy(name => new FileInfo(name).Length);
        if (left is null)
            return length > 0;
        File.Move(left, path, overwrite: true);
        return true;
    }

    private static bool IsAbandonedOf(string path, string video)
    {
        try
        {
            // Whoever still writes it lets nobody else open it.
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return WholeLines.Of(file.SafeFileHandle).Take(1).Any(line => StoredHeader.Read(line.Line).IsOf(video));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }
}
