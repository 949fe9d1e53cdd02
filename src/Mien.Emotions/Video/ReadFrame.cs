using Mien.Faces;
using Mien.Imaging;

namespace Mien.Emotions.Video;

/// <summary>A frame that was read and is perhaps still being searched.</summary>
/// <param name="Number">The frame's number.</param>
/// <param name="Time">When it is shown.</param>
/// <param name="Picture">The frame in the model's channels.</param>
/// <param name="Shown">The frame as its result carries it; null where nobody asked.</param>
/// <param name="IsCut">Whether it is another picture than the frame before.</param>
/// <param name="Search">Its search; null where it is not searched.</param>
internal sealed record ReadFrame(long Number, TimeSpan Time, Image Picture, Image? Shown, bool IsCut, Task<IReadOnlyList<FaceDetection>>? Search);
