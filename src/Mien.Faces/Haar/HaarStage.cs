namespace Mien.Faces.Haar;

/// <summary>One stage: a window passes where the sum of its trees reaches the threshold.</summary>
internal sealed record HaarStage(float Threshold, HaarTree[] Trees);
