namespace Mien.Faces;

/// <summary>A point in pixels of the upright picture; the middle of the top left pixel is (0.5, 0.5).</summary>
/// <param name="X">From the left edge.</param>
/// <param name="Y">From the top edge.</param>
public readonly record struct FacePoint(double X, double Y);
