using Mien.Emotions.Analysis;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;

namespace Mien.Emotions.Video;

/// <summary>A face of a frame on its way: cut out and judged, not smoothed yet.</summary>
internal sealed class FaceSlot(TrackedFace tracked, FaceQuality quality)
{
    /// <summary>The face's number.</summary>
    public int Id => tracked.Id;

    /// <summary>What it shows by the frame alone.</summary>
    public EmotionDistribution? Raw { get; set; }

    /// <summary>What it shows in the light of other frames; null until these are known.</summary>
    public EmotionDistribution? Smoothed { get; set; }

    /// <summary>The face, once all is known.</summary>
    /// <param name="options">When an answer is uncertain.</param>
    public FrameFace ToFace(EmotionRecognizerOptions options)
    {
        var face = tracked.Face;
        return new FrameFace(tracked.Id, face.Box, face.Score, face.Landmarks, quality, Raw!, Smoothed!) { Doubts = FaceDoubts.Of(quality, Smoothed!, options) };
    }
}
