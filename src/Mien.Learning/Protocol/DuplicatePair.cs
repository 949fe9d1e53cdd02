namespace Mien.Learning.Protocol;

/// <summary>A picture that another data set holds too.</summary>
/// <param name="Evaluated">The row's index in the evaluated set.</param>
/// <param name="Training">The index of its closest match in the training set.</param>
/// <param name="Kind">How they match.</param>
/// <param name="Difference">The mean absolute difference of the normalised pictures at 48×48, in standard deviations; 0 for an exact match.</param>
public readonly record struct DuplicatePair(int Evaluated, int Training, DuplicateKind Kind, float Difference);
