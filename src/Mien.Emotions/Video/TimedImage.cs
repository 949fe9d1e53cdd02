using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>A frame of one's own.</summary>
/// <param name="Time">When it is shown, after the frame before.</param>
/// <param name="Image">Grey or RGB, all of one size; it must not change until the frame's result has come.</param>
public sealed record TimedImage(TimeSpan Time, Image Image);
