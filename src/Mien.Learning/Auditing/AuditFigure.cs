namespace Mien.Learning.Auditing;

/// <summary>How many rows an audit found of a kind, and how far FER+ annotators bear it out.</summary>
/// <param name="Kind">What was found, as <c>no-face</c>.</param>
/// <param name="Count">The rows.</param>
/// <param name="Judged">Of them, those that the votes can judge; null without votes.</param>
/// <param name="Confirmed">Of these, those that the votes confirm; null without votes.</param>
/// <param name="BaseRate">The share of all rows, of those that the votes can judge, of which the votes say the same; null without votes.</param>
public sealed record AuditFigure(string Kind, int Count, int? Judged = null, int? Confirmed = null, double? BaseRate = null)
{
    /// <summary>The share of the judged that is confirmed; null where none is judged.</summary>
    public double? Precision => Judged is > 0 ? (double)Confirmed!.Value / Judged.Value : null;
}
