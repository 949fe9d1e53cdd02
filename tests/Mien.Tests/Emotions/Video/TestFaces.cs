using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Tests.Emotions.Video;

/// <summary>Faces of frames made up.</summary>
internal static class TestFaces
{
    /// <summary>A face with one probable emotion, the others alike.</summary>
    public static FrameFace Face(int id, Emotion emotion, float confidence = 0.9f, Box? box = null)
    {
        var labels = LabelSet.FerPlus;
        var values = Enumerable.Range(0, labels.Count).Select(i => labels.EmotionAt(i) == emotion ? confidence : (1 - confidence) / (labels.Count - 1)).ToArray();
        var distribution = new EmotionDistribution(labels, values);
        return new FrameFace(id, box ?? new Box(20, 20, 40, 40), 1, null, new FaceQuality(40, 0.03, 0.5, 0.2, null, 1), distribution, distribution);
    }

    /// <summary>The same, of which nobody should say what it shows.</summary>
    public static FrameFace Doubtful(int id, Emotion emotion) => Face(id, emotion, 0.3f) with { Doubts = ["unsure"] };

    /// <summary>A frame of a film of 25 frames a second.</summary>
    public static FrameResult Frame(int number, params FrameFace[] faces) => new(number, TimeSpan.FromSeconds(number / 25.0), faces);
}
