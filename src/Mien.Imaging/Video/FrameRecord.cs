namespace Mien.Imaging.Video;

/// <summary>What ffmpeg says of a frame beside its pixels.</summary>
/// <param name="Number">The frame's number among those decoded, from 0.</param>
/// <param name="Time">Its time stamp, where it has one.</param>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="IsFullRange">Whether luma runs over 0 to 255, not 16 to 235.</param>
/// <param name="Matrix">The colour matrix, where it is told.</param>
internal readonly record struct FrameRecord(long Number, TimeSpan? Time, int Width, int Height, bool IsFullRange, YuvMatrix? Matrix);
