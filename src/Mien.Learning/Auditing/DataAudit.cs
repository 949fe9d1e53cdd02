using Mien.Learning.Data;
using Mien.Learning.Protocol;

namespace Mien.Learning.Auditing;

/// <summary>What is wrong with a data set, row by row, and which rows to leave out.</summary>
public sealed class DataAudit
{
    private readonly Dataset _data;

    private DataAudit(Dataset data, IReadOnlyList<AuditFinding> findings, double doubt) => (_data, Findings, Doubt) = (data, findings, doubt);

    /// <summary>By how much another class must be more probable than the label for a row to be left out.</summary>
    public const double DefaultDoubt = 0.5;

    /// <summary>All findings, in the order of kinds; doubtful labels the most doubtful first.</summary>
    public IReadOnlyList<AuditFinding> Findings { get; }

    /// <summary>By how much another class must be more probable than the label for a row to be left out, −1 to 1.</summary>
    public double Doubt { get; }

    /// <summary>Doubles whose two rows belong to different splits.</summary>
    public int AcrossSplits => Doubles.Count(finding => _data[finding.Index].Split != _data[finding.Other].Split);

    /// <summary>Doubles whose two rows have different labels.</summary>
    public int AcrossLabels => Doubles.Count(finding => _data[finding.Index].Label != _data[finding.Other].Label);

    private IEnumerable<AuditFinding> Doubles => Findings.Where(finding => finding.Other >= 0);

    /// <summary>The number of findings of a kind.</summary>
    public int Count(AuditKind kind) => Findings.Count(finding => finding.Kind == kind);

    /// <summary>Audits rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="probabilities">N×K probabilities of networks that have not seen the row, for doubtful labels; null leaves them out.</param>
    /// <param name="threads">Threads of the search for doubles, at least 1.</param>
    /// <param name="doubt">By how much another class must be more probable than the label for a row to be left out, −1 to 1.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static DataAudit Of(Dataset data, float[]? probabilities, int threads, double doubt = DefaultDoubt, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var findings = new List<AuditFinding>();
        foreach (var pair in DoubleSearch.Find(data, threads, cancellation).OrderBy(pair => pair.Kind != DuplicateKind.Exact).ThenBy(pair => pair.Row))
            findings.Add(new AuditFinding(pair.Row, pair.Kind == DuplicateKind.Exact ? AuditKind.ExactDouble : AuditKind.NearDouble, pair.Earlier, -1, pair.Kind == DuplicateKind.Mirrored ? 1 : 0));
        var scores = FaceLikeness.Scores(data, cancellation);
        findings.AddRange(Enumerable.Range(0, data.Count).Where(row => scores[row] > FaceLikeness.Bound).OrderByDescending(row => scores[row]).ThenBy(row => row)
            .Select(row => new AuditFinding(row, AuditKind.NoFace, -1, -1, scores[row])));
        if (probabilities is not null)
        {
            var labels = data.Samples.Select(sample => sample.Label ?? -1).ToArray();
            findings.AddRange(ConfidentLearning.Find(probabilities, labels, data.Labels.Count)
                .Select(label => new AuditFinding(label.Row, AuditKind.DoubtfulLabel, -1, label.Likely, label.Margin)));
        }
        return new DataAudit(data, findings, doubt);
    }

    /// <summary>
    /// The numbers of the rows to leave out, in order: no faces, labels of at least <see cref="Doubt"/>, rows that repeat an earlier one of their split, both rows where the labels differ, and
    /// training rows that a row of PublicTest or PrivateTest shows too. Rows of PublicTest and PrivateTest are never listed, so that figures stay comparable.
    /// </summary>
    public IReadOnlyList<int> RowsToExclude()
    {
        var rows = new SortedSet<int>();
        foreach (var finding in Findings)
        {
            if (finding.Other >= 0)
                AddDouble(rows, _data[finding.Index], _data[finding.Other], finding);
            else if (finding.Kind != AuditKind.DoubtfulLabel || finding.Score >= Doubt)
                AddTraining(rows, finding.Index);
        }
        return [.. rows];
    }

    private void AddDouble(SortedSet<int> rows, Sample later, Sample earlier, AuditFinding finding)
    {
        var together = later.Split == earlier.Split;
        if (together || IsTest(earlier))
            AddTraining(rows, finding.Index);
        if ((together && later.Label != earlier.Label) || (!together && IsTest(later)))
            AddTraining(rows, finding.Other);
    }

    private void AddTraining(SortedSet<int> rows, int index)
    {
        if (!IsTest(_data[index]))
            rows.Add(_data[index].Row);
    }

    private static bool IsTest(Sample sample) => sample.Split is Split.PublicTest or Split.PrivateTest;
}
