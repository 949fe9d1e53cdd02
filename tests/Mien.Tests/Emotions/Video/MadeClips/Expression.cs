using Mien.Imaging;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A face with a known label.</summary>
/// <param name="Label">The emotion's name.</param>
/// <param name="Picture">Square and grey, in FER2013's framing.</param>
internal sealed record Expression(string Label, Image Picture);
