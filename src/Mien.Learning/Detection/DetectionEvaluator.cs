using Mien.Emotions;
using Mien.Emotions.Analysis;
using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Faces.YuNet;
using Mien.Imaging;

namespace Mien.Learning.Detection;

/// <summary>Measures a detector on marked photos at their stored size.</summary>
public static class DetectionEvaluator
{
    /// <summary>The size from which on faces count, in pixels.</summary>
    public const double LeastFace = 16;

    // How a detector ranks what it finds is judged down to scores that nobody would use.
    private const double JudgedScore = 0.02;
    private const double LargeFace = 40;
    private const double LandmarkFace = 24;
    private const double FalsePerPhoto = 0.05;
    private static readonly double[] Sizes = [16, 24, 32, 64, 128, double.PositiveInfinity];

    /// <summary>Opens a detector so that it also gives faces of low scores: what counts is how it ranks them.</summary>
    /// <param name="options">Which detector, and how it searches.</param>
    /// <exception cref="IOException">Its file cannot be read.</exception>
    /// <exception cref="Neural.ModelFormatException">It is no file of a detector.</exception>
    public static IFaceDetector Open(EmotionRecognizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DetectorFile.Load(options, pictures: 1, JudgedScore);
    }

    /// <summary>Measures a detector.</summary>
    /// <param name="detector">As <see cref="Open"/> gives it.</param>
    /// <param name="photos">Marked photos.</param>
    /// <param name="progress">Told the photos that are done.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static DetectionFigures Evaluate(IFaceDetector detector, IReadOnlyList<AnnotatedPhoto> photos, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(photos);
        var reader = new ImageReader();
        return Evaluate(detector, photos, index => reader.Read(photos[index].Path), progress, cancellation);
    }

    /// <summary>Measures a detector on pictures that are in memory.</summary>
    internal static DetectionFigures Evaluate(
        IFaceDetector detector, IReadOnlyList<AnnotatedPhoto> photos, Func<int, Image> picture, Action<int>? progress, CancellationToken cancellation)
    {
        var (all, large, landmarks) = (new DetectionTally(LeastFace), new DetectionTally(LargeFace), new DetectionTally(LandmarkFace));
        DetectionTally[] bySize = [.. Sizes.SkipLast(1).Zip(Sizes.Skip(1), (least, below) => new DetectionTally(least, below))];
        for (var index = 0; index < photos.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = detector.Detect(picture(index), cancellation);
            foreach (var tally in (DetectionTally[])[all, large, landmarks, .. bySize])
                tally.Add(photos[index].Faces, found);
            progress?.Invoke(index + 1);
        }
        // The cascade has no score to choose: all that it finds counts.
        var usual = detector is HaarDetector ? 0 : new YuNetDetectorOptions().ScoreThreshold;
        var (largeRecall, score) = large.RecallAt(FalsePerPhoto);
        var (recall, falsePerPhoto) = all.From(usual);
        return new DetectionFigures
        {
            Photos = photos.Count, Faces = all.Faces, AveragePrecision = all.AveragePrecision(), LargeRecall = largeRecall, LargeRecallScore = score,
            LandmarkError = landmarks.LandmarkError, UsualScore = usual, Recall = recall, FalsePerPhoto = falsePerPhoto,
            BySize = [.. bySize.Select((tally, i) => OfSize(Sizes[i], Sizes[i + 1], tally, usual))],
            ByScore = [.. all.ByScore(usual)],
        };
    }

    private static SizeFigures OfSize(double least, double below, DetectionTally tally, double score)
    {
        var (recall, falsePerPhoto) = tally.From(score);
        return new SizeFigures(least, below, tally.Faces, tally.AveragePrecision(), recall, falsePerPhoto);
    }
}
