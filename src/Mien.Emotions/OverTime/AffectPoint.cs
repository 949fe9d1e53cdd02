namespace Mien.Emotions.OverTime;

/// <summary>Valence and arousal of a face in a stretch of time.</summary>
/// <param name="Start">When the stretch begins.</param>
/// <param name="Seen">How long the face was seen in it.</param>
/// <param name="Valence">The mean valence over that time, −1 to 1.</param>
/// <param name="Arousal">The mean arousal over that time, −1 to 1.</param>
public sealed record AffectPoint(TimeSpan Start, TimeSpan Seen, double Valence, double Arousal);
