namespace Mien.Learning.Detection;

/// <summary>What a detector's loss is made of, each the sum over a batch divided by its places that are to find faces.</summary>
/// <param name="Objectness">Whether there is a face: cross-entropy over all places.</param>
/// <param name="Quality">How well the box will lie: cross-entropy with its IoU.</param>
/// <param name="Box">The efficient IoU loss, weighted.</param>
/// <param name="Landmarks">The distances of the five points, weighted; nothing for faces without them.</param>
internal readonly record struct DetectionLossParts(double Objectness, double Quality, double Box, double Landmarks)
{
    /// <summary>All together.</summary>
    public double Total => Objectness + Quality + Box + Landmarks;

    public static DetectionLossParts operator +(in DetectionLossParts a, in DetectionLossParts b) =>
        new(a.Objectness + b.Objectness, a.Quality + b.Quality, a.Box + b.Box, a.Landmarks + b.Landmarks);

    public static DetectionLossParts operator *(in DetectionLossParts parts, double factor) =>
        new(parts.Objectness * factor, parts.Quality * factor, parts.Box * factor, parts.Landmarks * factor);
}
