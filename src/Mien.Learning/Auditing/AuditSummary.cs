using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mien.Learning.Data;

namespace Mien.Learning.Auditing;

/// <summary>An audit in figures.</summary>
/// <param name="Rows">The rows that were audited.</param>
/// <param name="UnseenAccuracy">The accuracy of the networks on rows that they have not seen; null where none were trained.</param>
/// <param name="Doubt">From which margin on a doubtful label is left out.</param>
/// <param name="Figures">The findings, kind by kind.</param>
public sealed record AuditSummary(int Rows, double? UnseenAccuracy, double Doubt, IReadOnlyList<AuditFigure> Figures)
{
    private static readonly int[] First = [300, 1000];

    /// <summary>Sums an audit up.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="audit">The findings.</param>
    /// <param name="probabilities">What the doubtful labels were found by; null without them.</param>
    public static AuditSummary Of(Dataset data, DataAudit audit, float[]? probabilities)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(audit);
        var figures = new List<AuditFigure>();
        foreach (var (kind, name) in new[] { (AuditKind.ExactDouble, "exact-double"), (AuditKind.NearDouble, "near-double") })
        {
            AuditFinding[] doubles = [.. audit.Findings.Where(finding => finding.Kind == kind)];
            figures.Add(new AuditFigure(name, doubles.Length));
            figures.Add(new AuditFigure($"{name}-across-splits", doubles.Count(finding => data[finding.Index].Split != data[finding.Other].Split)));
            figures.Add(new AuditFigure($"{name}-across-labels", doubles.Count(finding => data[finding.Index].Label != data[finding.Other].Label)));
        }
        var judge = data.HasVotes ? new VoteJudge(data) : null;
        int[] noFaces = [.. audit.Findings.Where(finding => finding.Kind == AuditKind.NoFace).Select(finding => finding.Index)];
        figures.Add(judge?.NoFaces("no-face", noFaces) ?? new AuditFigure("no-face", noFaces.Length));
        if (probabilities is not null)
            figures.AddRange(Doubtful(audit, judge));
        figures.Add(new AuditFigure("left-out", audit.RowsToExclude().Count));
        return new AuditSummary(data.Count, probabilities is null ? null : Accuracy(data, probabilities), audit.Doubt, figures);
    }

    /// <summary>The lines of a CSV file, a heading first; shares from 0 to 1.</summary>
    public IEnumerable<string> ToCsv() =>
        [
            "kind,count,judged,confirmed,precision,baseRate",
            .. Figures.Select(figure => string.Create(CultureInfo.InvariantCulture,
                $"{figure.Kind},{figure.Count},{figure.Judged},{figure.Confirmed},{figure.Precision:0.####},{figure.BaseRate:0.####}")),
        ];

    /// <summary>The summary as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AuditJson.Default.AuditSummary);

    private static IEnumerable<AuditFigure> Doubtful(DataAudit audit, VoteJudge? judge)
    {
        AuditFinding[] doubtful = [.. audit.Findings.Where(finding => finding.Kind == AuditKind.DoubtfulLabel)];
        yield return Figure("doubtful-label", doubtful);
        yield return Figure("doubtful-label-strong", doubtful.Where(finding => finding.Score >= audit.Doubt));
        foreach (var most in First.Where(most => most < doubtful.Length))
            yield return Figure(FormattableString.Invariant($"doubtful-label-first-{most}"), doubtful.Take(most));

        AuditFigure Figure(string kind, IEnumerable<AuditFinding> findings)
        {
            int[] rows = [.. findings.Select(finding => finding.Index)];
            return judge?.Labels(kind, rows) ?? new AuditFigure(kind, rows.Length);
        }
    }

    private static double Accuracy(Dataset data, float[] probabilities)
    {
        var classes = data.Labels.Count;
        var right = Enumerable.Range(0, data.Count).Count(row => data[row].Label is { } label
            && TensorPrimitives.IndexOfMax<float>(probabilities.AsSpan(row * classes, classes)) == label);
        return right / (double)Math.Max(1, data.Samples.Count(sample => sample.Label is not null));
    }
}

/// <summary>The JSON of <see cref="AuditSummary"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditSummary))]
internal sealed partial class AuditJson : JsonSerializerContext;
