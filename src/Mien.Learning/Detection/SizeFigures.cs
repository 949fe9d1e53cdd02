namespace Mien.Learning.Detection;

/// <summary>What a detector is worth on faces of a size.</summary>
/// <param name="Least">From this size on, in pixels (geometric mean of the sides).</param>
/// <param name="Below">Up to below this size.</param>
/// <param name="Faces">Marked faces.</param>
/// <param name="AveragePrecision">Average precision at an IoU of 0.5; NaN without faces.</param>
/// <param name="Recall">The share found from <see cref="DetectionFigures.UsualScore"/> on.</param>
/// <param name="FalsePerPhoto">False faces a photo of such a size, from the same score on.</param>
public sealed record SizeFigures(double Least, double Below, int Faces, double AveragePrecision, double Recall, double FalsePerPhoto);
