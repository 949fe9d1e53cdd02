namespace Mien.Emotions.Video;

/// <summary>A face shows another emotion than before, or its first one.</summary>
/// <param name="Time">When it is certain: a moment after the change itself.</param>
/// <param name="Face">The face then, with its number, place and answer.</param>
/// <param name="Before">What it showed before; null for its first emotion.</param>
public sealed record EmotionChange(TimeSpan Time, FrameFace Face, string? Before);
