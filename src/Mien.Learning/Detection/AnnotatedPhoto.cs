namespace Mien.Learning.Detection;

/// <summary>A photo and what is marked in it.</summary>
/// <param name="Path">The picture file.</param>
/// <param name="Width">Its width as annotated, in pixels.</param>
/// <param name="Height">Its height as annotated, in pixels.</param>
/// <param name="Faces">The entries, which may be none.</param>
/// <param name="Source">Where the photo comes from; empty where the file does not say.</param>
public sealed record AnnotatedPhoto(string Path, int Width, int Height, IReadOnlyList<AnnotatedFace> Faces, string Source);
