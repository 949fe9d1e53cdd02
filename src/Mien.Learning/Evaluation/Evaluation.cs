namespace Mien.Learning.Evaluation;

/// <summary>The figures of one or more models, and the decisions that they are counted from.</summary>
/// <param name="Result">The figures.</param>
/// <param name="Rows">The decisions.</param>
public sealed record Evaluation(EvaluationResult Result, EvaluatedRows Rows);
