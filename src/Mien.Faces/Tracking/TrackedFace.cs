namespace Mien.Faces.Tracking;

/// <summary>A face of a frame, with the number of the one it belongs to.</summary>
/// <param name="Id">The number, from 1; the same for one face as long as it is followed.</param>
/// <param name="Face">Where it is.</param>
public sealed record TrackedFace(int Id, FaceDetection Face);
