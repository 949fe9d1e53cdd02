using Mien.Faces;

namespace Mien.Emotions;

/// <summary>One face of a picture and what it shows.</summary>
/// <param name="Box">Where it is, in pixels of the upright picture; it may reach beyond the edges where the face is cut off.</param>
/// <param name="Score">The detector's own certainty, 0 to 1; comparable within one detector only. 1 where the whole picture was taken as a face.</param>
/// <param name="Landmarks">Eyes, nose and mouth, or null where the detector has none.</param>
/// <param name="Probabilities">How probable each class is.</param>
public sealed record AnalyzedFace(Box Box, double Score, Landmarks? Landmarks, EmotionDistribution Probabilities)
{
    /// <summary>The most probable class where it is one of the eight emotions; null for a model's own class, whose name is <see cref="Label"/>.</summary>
    public Emotion? Emotion => Probabilities.Labels.EmotionAt(Probabilities.Top);

    /// <summary>The most probable class by name: the emotion's canonical name ("happiness"), or the model's own.</summary>
    public string Label => Emotion is { } emotion ? EmotionNames.NameOf(emotion) : Probabilities.Labels[Probabilities.Top];

    /// <summary>The probability of the most probable class, 0 to 1.</summary>
    public double Confidence => Probabilities.Values[Probabilities.Top];

    /// <summary>Displeasure (−1) to pleasure (1): derived, see <see cref="Circumplex"/>. Null where the model has classes that are none of the eight emotions.</summary>
    public double? Valence => Probabilities.Valence;

    /// <summary>Calm (−1) to excited (1): derived, see <see cref="Circumplex"/>. Null where the model has classes that are none of the eight emotions.</summary>
    public double? Arousal => Probabilities.Arousal;
}
