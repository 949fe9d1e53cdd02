namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>One expression of a made person.</summary>
/// <param name="Start">When it is the stronger one from, in seconds: the middle of the fade into it.</param>
/// <param name="Fade">How long that fade lasts, in seconds; 0 for the first one.</param>
/// <param name="Shown">What is shown.</param>
internal sealed record Hold(double Start, double Fade, Expression Shown);
