using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Faces.YuNet;

namespace Mien.Emotions.Analysis;

/// <summary>Loads the detector that a user named, or the default.</summary>
internal static class DetectorFile
{
    /// <summary>Loads the detector of a recognizer.</summary>
    /// <param name="options">What the user chose.</param>
    /// <param name="pictures">How many pictures are searched at once.</param>
    public static IFaceDetector Load(EmotionRecognizerOptions options, int pictures) => options.DetectorPath is { } path
        ? YuNetDetector.Load(path, new YuNetDetectorOptions
        {
            MinFace = options.MinFaceSize ?? 0,
            Threads = options.ThreadCount,
            Workers = pictures,
            Precision = options.Precision,
            Backend = options.Backend,
        })
        : HaarDetector.Load(options.CascadePath, new HaarDetectorOptions
        {
            MinSize = options.MinFaceSize ?? new HaarDetectorOptions().MinSize,
            Retry = options.Retry,
            Threads = options.ThreadCount,
        });
}
