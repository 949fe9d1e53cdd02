using Mien.Faces;

namespace Mien.Learning.Detection;

/// <summary>A face that somebody has marked in a photo.</summary>
/// <param name="Box">In pixels of the photo.</param>
/// <param name="Landmarks">In pixels of the photo, perhaps outside it; null where none were marked: then the box alone is learned.</param>
/// <param name="IsIgnored">Whether the entry is neither a face nor background: nothing is learned from it and nothing counted there.</param>
public sealed record AnnotatedFace(Box Box, Landmarks? Landmarks, bool IsIgnored)
{
    /// <summary>The geometric mean of width and height, in pixels.</summary>
    public double Size => Math.Sqrt(Box.Area);
}
