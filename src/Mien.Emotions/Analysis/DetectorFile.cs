using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Faces.Quality;
using Mien.Faces.YuNet;

namespace Mien.Emotions.Analysis;

/// <summary>The detector that a user named, or the default.</summary>
internal static class DetectorFile
{
    /// <summary>Loads the detector of a recognizer.</summary>
    /// <param name="options">What the user chose.</param>
    /// <param name="pictures">How many pictures are searched at once.</param>
    /// <param name="leastScore">The least score of what a network finds; null for the detector's own.</param>
    public static IFaceDetector Load(EmotionRecognizerOptions options, int pictures, double? leastScore = null)
    {
        if (IsHaar(options))
            return LoadHaar(options);
        var usual = new YuNetDetectorOptions();
        var search = usual with
        {
            ScoreThreshold = leastScore ?? usual.ScoreThreshold,
            MinFace = options.MinFaceSize ?? usual.MinFace,
            Threads = options.ThreadCount,
            Workers = pictures,
            Precision = options.Precision,
            Backend = options.Backend,
        };
        return options.DetectorPath is { } path ? YuNetDetector.Load(path, search) : YuNetDetector.LoadBuiltIn(search);
    }

    /// <summary>What is asked of a face; where no least score is given, the one below which the recognizer's detector is in doubt.</summary>
    /// <param name="options">What the user chose.</param>
    public static FaceQualityLimits Limits(EmotionRecognizerOptions options)
    {
        var limits = options.Quality ?? new FaceQualityLimits();
        return limits with { Score = limits.Score ?? DoubtfulScore(options.Detector) ?? (IsHaar(options) ? HaarDetector.Doubtful : YuNetDetector.Doubtful) };
    }

    /// <summary>In a film faces are followed that are fainter than the detector's own threshold: these are in doubt too.</summary>
    private static double? DoubtfulScore(IFaceDetector? detector) => detector is null ? null : Math.Max(detector.DoubtfulScore, detector.ScoreThreshold);

    private static bool IsHaar(EmotionRecognizerOptions options) => options.UseHaar || options.CascadePath is not null;

    private static HaarDetector LoadHaar(EmotionRecognizerOptions options)
    {
        var usual = new HaarDetectorOptions();
        return HaarDetector.Load(options.CascadePath, usual with { MinSize = options.MinFaceSize ?? usual.MinSize, Retry = options.Retry, Threads = options.ThreadCount });
    }
}
