namespace Mien.Imaging.Video;

/// <summary>
/// A video, stream or camera cannot be read or written: missing, without pictures, damaged beyond use, too large, or ffmpeg is missing or
/// stopped. The message is one sentence for the user.
/// </summary>
public sealed class VideoException : Exception
{
    /// <summary>Says what is wrong and, where that is known, what to do.</summary>
    /// <param name="message">One sentence that names the source.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public VideoException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
