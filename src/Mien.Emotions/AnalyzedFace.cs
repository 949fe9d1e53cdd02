using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Emotions;

/// <summary>One face of a picture and what it shows.</summary>
/// <param name="Box">Where it is, in pixels of the upright picture; it may reach beyond the edges where the face is cut off.</param>
/// <param name="Score">The detector's own certainty, 0 to 1; comparable within one detector only. 1 where the whole picture was taken as a face.</param>
/// <param name="Landmarks">Eyes, nose and mouth, or null where the detector has none.</param>
/// <param name="Probabilities">How probable each class is.</param>
public sealed record AnalyzedFace(Box Box, double Score, Landmarks? Landmarks, EmotionDistribution Probabilities)
{
    /// <summary>What the label of an uncertain face is.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>What speaks for or against judging it; null where it was not measured.</summary>
    public FaceQuality? Quality { get; init; }

    /// <summary>Why it is not certain what the face shows, in words; empty where it is.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Whether the answer is that nobody should say: the confidence or the quality is too low (see <see cref="EmotionRecognizerOptions.LeastConfidence"/>).</summary>
    public bool IsUncertain => Doubts.Count > 0;

    /// <summary>The most probable class where it is one of the eight emotions; null for a model's own class, whose name is <see cref="Label"/>.</summary>
    public Emotion? Emotion => Probabilities.Labels.EmotionAt(Probabilities.Top);

    /// <summary>The most probable class by name: the emotion's canonical name ("happiness"), or the model's own.</summary>
    public string Label => Probabilities.Label;

    /// <summary>What to tell people: <see cref="Label"/>, or <see cref="Uncertain"/>.</summary>
    public string Answer => IsUncertain ? Uncertain : Label;

    /// <summary>The probability of the most probable class, 0 to 1.</summary>
    public double Confidence => Probabilities.Values[Probabilities.Top];

    /// <summary>Displeasure (−1) to pleasure (1): derived, see <see cref="Circumplex"/>. Null where the model has classes that are none of the eight emotions.</summary>
    public double? Valence => Probabilities.Valence;

    /// <summary>Calm (−1) to excited (1): derived, see <see cref="Circumplex"/>. Null where the model has classes that are none of the eight emotions.</summary>
    public double? Arousal => Probabilities.Arousal;
}
