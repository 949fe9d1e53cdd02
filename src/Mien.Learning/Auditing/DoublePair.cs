using Mien.Learning.Protocol;

namespace Mien.Learning.Auditing;

/// <summary>A picture that an earlier row shows too.</summary>
/// <param name="Row">The later row's index.</param>
/// <param name="Earlier">The earlier row's index.</param>
/// <param name="Kind">How they match.</param>
public readonly record struct DoublePair(int Row, int Earlier, DuplicateKind Kind);
