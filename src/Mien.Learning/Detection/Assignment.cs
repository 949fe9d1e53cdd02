namespace Mien.Learning.Detection;

/// <summary>A place that is to find a face.</summary>
/// <param name="Anchor">The place.</param>
/// <param name="Face">The number of the face.</param>
/// <param name="Overlap">The IoU of what the place predicts with the face, 0 to 1.</param>
internal readonly record struct Assignment(int Anchor, int Face, double Overlap);
