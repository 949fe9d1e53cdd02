namespace Mien.Faces;

/// <summary>One found face.</summary>
/// <param name="Box">Where it is, in pixels of the upright picture; it may reach beyond the edges where the face is cut off.</param>
/// <param name="Score">The detector's own certainty, 0 to 1; comparable within one detector only.</param>
/// <param name="Landmarks">Eyes, nose and mouth, or null where the detector has none.</param>
public sealed record FaceDetection(Box Box, double Score, Landmarks? Landmarks = null);
