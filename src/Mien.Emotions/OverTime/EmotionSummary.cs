namespace Mien.Emotions.OverTime;

/// <summary>What one face showed over a video.</summary>
/// <param name="First">When it was first seen.</param>
/// <param name="Last">When it was last seen.</param>
/// <param name="Seen">How long it was seen in all.</param>
/// <param name="Shares">The share of that time that each class was the most probable one, by name; they sum to 1.</param>
/// <param name="Transitions">How often each class followed each other one.</param>
/// <param name="Valence">The mean valence over the time, −1 to 1; null where the model has classes that are none of the eight emotions.</param>
/// <param name="Arousal">The mean arousal over the time, −1 to 1; null as <paramref name="Valence"/>.</param>
/// <param name="Course">
/// Valence and arousal over the time, in at most 240 stretches of equal length, those left out in which the face was not seen; empty where <paramref name="Valence"/> is null.
/// </param>
public sealed record EmotionSummary(
    TimeSpan First, TimeSpan Last, TimeSpan Seen, IReadOnlyDictionary<string, double> Shares, IReadOnlyList<EmotionTransition> Transitions, double? Valence, double? Arousal,
    IReadOnlyList<AffectPoint> Course);
