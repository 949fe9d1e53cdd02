using Mien.Emotions;
using Mien.Learning.Data;

namespace Mien.Learning.Auditing;

/// <summary>How far FER+ annotators bear an audit out: of the doubtful labels that have a FER+ majority, the share whose majority is another class.</summary>
/// <param name="Judged">Doubtful labels with a majority.</param>
/// <param name="Wrong">Of them, those with another majority than the label.</param>
/// <param name="AllJudged">All labelled rows with a majority.</param>
/// <param name="AllWrong">Of them, those with another majority than the label: the base rate.</param>
/// <param name="NoFaces">Reported as no faces.</param>
/// <param name="NoFacesConfirmed">Of them, those of which at least half of the annotators say the same.</param>
/// <param name="AllNoFaces">All rows of which at least half of the annotators say so.</param>
public sealed record VoteAgreement(int Judged, int Wrong, int AllJudged, int AllWrong, int NoFaces, int NoFacesConfirmed, int AllNoFaces)
{
    /// <summary>Compares findings with votes.</summary>
    /// <param name="data">Rows with votes.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="most">Only the most doubtful labels so many; 0 for all.</param>
    public static VoteAgreement Of(Dataset data, IReadOnlyList<AuditFinding> findings, int most = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(findings);
        var map = data.Labels.MapFrom(LabelSet.FerPlus);
        var verdicts = data.Samples.Select(sample => Verdict(sample, map)).ToArray();
        var doubtful = findings.Where(finding => finding.Kind == AuditKind.DoubtfulLabel).Take(most == 0 ? int.MaxValue : most).Select(finding => verdicts[finding.Index]).ToArray();
        var noFaces = findings.Where(finding => finding.Kind == AuditKind.NoFace).Select(finding => finding.Index).ToArray();
        return new VoteAgreement(
            doubtful.Count(verdict => verdict is not null), doubtful.Count(verdict => verdict == true),
            verdicts.Count(verdict => verdict is not null), verdicts.Count(verdict => verdict == true),
            noFaces.Length, noFaces.Count(row => SaysNoFace(data[row])), data.Samples.Count(SaysNoFace));
    }

    private static bool? Verdict(Sample sample, int[] map) =>
        sample.Label is { } label && sample.Votes?.MajorityLabel() is { } majority ? map[majority] != label : null;

    private static bool SaysNoFace(Sample sample) => sample.Votes is { } votes && votes[FerPlusVotes.Columns - 1] >= 5;
}
