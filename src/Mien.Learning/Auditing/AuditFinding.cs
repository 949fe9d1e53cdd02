namespace Mien.Learning.Auditing;

/// <summary>A finding about a row.</summary>
/// <param name="Index">The row's index in the data.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Other">For doubles the index of the earlier row, otherwise −1.</param>
/// <param name="Likely">For a doubtful label the class that it probably is, otherwise −1.</param>
/// <param name="Score">Doubtful labels: by how much more probable the other class is; no faces: how unlike the faces, in standard deviations; doubles: 1 where mirrored, otherwise 0.</param>
public readonly record struct AuditFinding(int Index, AuditKind Kind, int Other, int Likely, double Score);
