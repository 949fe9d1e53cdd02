namespace Mien.Emotions.OverTime;

/// <summary>What one face shows in one frame, by the frame alone and in the light of those around it.</summary>
/// <param name="Time">The frame's time.</param>
/// <param name="Raw">By the frame alone.</param>
/// <param name="Smoothed">In the light of the frames before it and those within the lag after it.</param>
public sealed record SmoothedEmotion(TimeSpan Time, EmotionDistribution Raw, EmotionDistribution Smoothed);
