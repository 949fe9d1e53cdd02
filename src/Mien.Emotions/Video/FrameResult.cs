using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>The faces of one frame.</summary>
/// <param name="Frame">The frame's number, from 0.</param>
/// <param name="Time">When it is shown.</param>
/// <param name="Faces">Its faces, by their numbers; none is a result too.</param>
public sealed record FrameResult(long Frame, TimeSpan Time, IReadOnlyList<FrameFace> Faces)
{
    /// <summary>
    /// The frame itself: a frame of one's own as it was given; of a video in RGB where <see cref="VideoAnalyzerOptions.KeepPictures"/> asks for it, otherwise null.
    /// A video's is valid until the next result is asked for.
    /// </summary>
    public Image? Picture { get; init; }
}
