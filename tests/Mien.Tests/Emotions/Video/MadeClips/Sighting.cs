using Mien.Emotions.Video;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A true face of a frame and what the analyzer said of it.</summary>
/// <param name="Time">The frame's time, in seconds.</param>
/// <param name="Known">When it was said, in seconds.</param>
/// <param name="Truth">The truth.</param>
/// <param name="Face">What was said.</param>
internal sealed record Sighting(double Time, double Known, TrueFace Truth, FrameFace Face);
