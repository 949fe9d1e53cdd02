using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>A place in a comparison.</summary>
/// <param name="Model">The model.</param>
/// <param name="ToNext">McNemar's test against the model below; null for the last.</param>
public sealed record ComparedRow(ComparedModel Model, McNemarTest? ToNext);
