using Mien.Emotions.Video;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A result and when it came.</summary>
/// <param name="Frame">The result.</param>
/// <param name="Known">The time of the newest frame that the analyzer had been given, in seconds.</param>
internal sealed record ClipResult(FrameResult Frame, double Known);
