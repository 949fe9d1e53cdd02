using Mien.Learning.Evaluation;
using Mien.Learning.Training;

namespace Mien.Learning.Reports;

/// <summary>What a report tells.</summary>
public sealed record ReportContent
{
    /// <summary>The headline: a recipe's name, or the models.</summary>
    public required string Title { get; init; }

    /// <summary>Figures and decisions.</summary>
    public required Evaluation.Evaluation Evaluation { get; init; }

    /// <summary>What was computed with.</summary>
    public required ReportEnvironment Environment { get; init; }

    /// <summary>When it is written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>Whether it ends a training run, so that the rows are those that chose the epoch. Default false.</summary>
    public bool EndsTraining { get; init; }

    /// <summary>The epochs of the run; none where they are not known.</summary>
    public IReadOnlyList<EpochRecord> Log { get; init; } = [];

    /// <summary>The resolved recipe; null where it is not known.</summary>
    public string? Recipe { get; init; }
}
