namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>The answer to one true face of one frame.</summary>
/// <param name="Time">The frame's time, in seconds.</param>
/// <param name="Known">When the answer was there, in seconds.</param>
/// <param name="Truth">The truth.</param>
/// <param name="Answer">The label that was answered.</param>
internal readonly record struct Shown(double Time, double Known, TrueFace Truth, string Answer);
