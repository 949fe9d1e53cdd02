namespace Mien.Imaging.Video;

/// <summary>Tells films from other files by what they hold, whatever they are called.</summary>
public static class VideoFile
{
    // Text so far is text.
    private const int HeadLength = 512;

    /// <summary>Whether a file is a film: by its first bytes neither a picture nor text, and by ffprobe of a kind that holds films.</summary>
    /// <param name="path">A file's path.</param>
    /// <param name="tools">The programs to use; null to look for them.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    /// <returns>False also where there is no such file, where it is a pipe or a device or cannot be read, and where ffprobe is missing.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static bool IsVideo(string path, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            // A name of digits is a camera's.
            return MayBeVideo(path) && VideoSource.Parse(path) is { Kind: VideoSourceKind.File } source
                && !IsStill(VideoProbe.Read(source, tools ?? FfmpegTools.Find(), cancellation).Format);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or VideoException)
        {
            return false;
        }
    }

    private static bool MayBeVideo(string path)
    {
        // Pipes and devices have no length, and what is read of a pipe is gone.
        if (!File.Exists(path) || (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is not FileInfo { Exists: true, Length: > 0 })
            return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        Span<byte> head = stackalloc byte[HeadLength];
        return FileSignature.MayBeVideo(head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)]);
    }

    /// <summary>Whether ffmpeg took a file for one single picture, of a kind that Mien does not read.</summary>
    private static bool IsStill(string? format) => format is "image2" or "ico" or "fits" or "iff" or "alias_pix" or "brender_pix" or "dicom" || (format is not null && format.EndsWith("_pipe", StringComparison.Ordinal));
}
