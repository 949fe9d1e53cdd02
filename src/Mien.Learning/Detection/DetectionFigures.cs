using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>What a detector is worth on marked photos.</summary>
public sealed record DetectionFigures
{
    /// <summary>Photos.</summary>
    public required int Photos { get; init; }

    /// <summary>Marked faces of at least 16 pixels (geometric mean of the sides), ignored entries left out.</summary>
    public required int Faces { get; init; }

    /// <summary>Average precision at an IoU of 0.5, 0 to 1.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>The recall of faces of at least 40 pixels where there are 0.05 false faces a photo.</summary>
    public required double LargeRecall { get; init; }

    /// <summary>The score from which on <see cref="LargeRecall"/> holds.</summary>
    public required double LargeRecallScore { get; init; }

    /// <summary>The mean distance of the landmarks in shares of the face's size, over the faces of at least 24 pixels that are found; NaN without landmarks.</summary>
    public required double LandmarkError { get; init; }

    /// <summary>The score from which on a find counts in <see cref="Recall"/> and <see cref="FalsePerPhoto"/>: the one that the detector uses, 0 where it has none.</summary>
    public required double UsualScore { get; init; }

    /// <summary>The share of the faces that are found from <see cref="UsualScore"/> on.</summary>
    public required double Recall { get; init; }

    /// <summary>False faces a photo, of at least 16 pixels, from <see cref="UsualScore"/> on.</summary>
    public required double FalsePerPhoto { get; init; }

    /// <summary>The same by the size of the faces, in pixels.</summary>
    public required IReadOnlyList<SizeFigures> BySize { get; init; }

    /// <summary>How many finds are faces, by their score in tenths, from <see cref="UsualScore"/> on; scores without a find are left out.</summary>
    public IReadOnlyList<ScoreFigures> ByScore { get; init; } = [];
}
