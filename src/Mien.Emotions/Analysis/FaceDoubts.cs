using Mien.Faces.Quality;

namespace Mien.Emotions.Analysis;

/// <summary>Why nobody should say what a face shows.</summary>
internal static class FaceDoubts
{
    private const string Unsure = "unsure";

    /// <summary>The reasons in words; none where the answer counts.</summary>
    /// <param name="quality">How well the face can be seen.</param>
    /// <param name="distribution">What the model tells of it.</param>
    /// <param name="options">What is asked of both.</param>
    public static IReadOnlyList<string> Of(FaceQuality quality, EmotionDistribution distribution, EmotionRecognizerOptions options)
    {
        var faults = quality.Faults(options.Quality);
        return distribution.Values[distribution.Top] >= options.LeastConfidence ? faults : [.. faults, Unsure];
    }
}
