using System.Globalization;
using System.Text;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Inspection;
using Mien.Neural;

namespace Mien.Learning.Auditing;

/// <summary>
/// Writes an audit: <c>audit.csv</c> row by row, <c>figures.csv</c> and <c>audit.json</c>, sheets of the most doubtful labels, of pictures that are no faces and of doubles beside what they double, and
/// <c>exclude-rows.txt</c>.
/// </summary>
public static class AuditFolder
{
    private const int Shown = 96;
    private const int Columns = 8;
    private const int Side = 144;

    /// <summary>Writes all files.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="data">The rows that were audited.</param>
    /// <param name="audit">The findings.</param>
    /// <param name="summary">The same in figures.</param>
    public static void Write(string folder, Dataset data, DataAudit audit, AuditSummary summary)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(audit);
        ArgumentNullException.ThrowIfNull(summary);
        Directory.CreateDirectory(folder);
        var table = new StringBuilder("row,split,label,finding,other_row,likely_label,score\n");
        foreach (var finding in audit.Findings)
        {
            var sample = data[finding.Index];
            table.Append(CultureInfo.InvariantCulture, $"{sample.Row},{sample.Split},{CsvLine.Field(Name(data, sample.Label))},{Kind(finding.Kind)},");
            table.Append(CultureInfo.InvariantCulture, $"{(finding.Other < 0 ? "" : data[finding.Other].Row)},{(finding.Likely < 0 ? "" : CsvLine.Field(data.Labels[finding.Likely]))},{finding.Score:0.####}\n");
        }
        AtomicFile.WriteText(Path.Combine(folder, "audit.csv"), table.ToString());
        AtomicFile.WriteText(Path.Combine(folder, "figures.csv"), string.Join('\n', summary.ToCsv()) + "\n");
        AtomicFile.WriteText(Path.Combine(folder, "audit.json"), summary.ToJson() + "\n");
        AtomicFile.WriteText(Path.Combine(folder, "exclude-rows.txt"), "# rows to leave out, by mien data audit\n" + string.Concat(audit.RowsToExclude().Select(row => FormattableString.Invariant($"{row}\n"))));
        Sheet(Path.Combine(folder, "doubtful.png"), data, audit.Findings.Where(finding => finding.Kind == AuditKind.DoubtfulLabel),
            finding => $"{Name(data, finding.Label(data))} > {data.Labels[finding.Likely]}");
        Sheet(Path.Combine(folder, "no-faces.png"), data, audit.Findings.Where(finding => finding.Kind == AuditKind.NoFace),
            finding => FormattableString.Invariant($"row {data[finding.Index].Row}"));
        Doubles(Path.Combine(folder, "doubles.png"), data, audit);
    }

    /// <summary>Doubles in pairs, those across labels or splits first: they are what harms.</summary>
    private static void Doubles(string path, Dataset data, DataAudit audit)
    {
        var pairs = audit.Findings.Where(finding => finding.Kind is AuditKind.ExactDouble or AuditKind.NearDouble && finding.Other >= 0)
            .OrderByDescending(finding => (data[finding.Index].Label != data[finding.Other].Label ? 2 : 0) + (data[finding.Index].Split != data[finding.Other].Split ? 1 : 0))
            .Take(Shown / 2).SelectMany(finding => (int[])[finding.Other, finding.Index]);
        Sheet(path, [.. pairs.Select(index => (data[index].LoadPicture(), FormattableString.Invariant($"{data[index].Row} {data[index].Split} {Name(data, data[index].Label)}")))]);
    }

    private static int? Label(this AuditFinding finding, Dataset data) => data[finding.Index].Label;

    private static void Sheet(string path, Dataset data, IEnumerable<AuditFinding> findings, Func<AuditFinding, string> text)
    {
        Sheet(path, [.. findings.Take(Shown).Select(finding => (data[finding.Index].LoadPicture(), text(finding)))]);
    }

    private static void Sheet(string path, IReadOnlyList<(Image, string)> cells)
    {
        if (cells.Count > 0)
            ImageWriter.Write(PictureSheet.Compose(cells, Columns, Side), path);
    }

    private static string Name(Dataset data, int? label) => label is { } index ? data.Labels[index] : string.Empty;

    private static string Kind(AuditKind kind) => kind switch
    {
        AuditKind.ExactDouble => "exact-double",
        AuditKind.NearDouble => "near-double",
        AuditKind.NoFace => "no-face",
        _ => "doubtful-label",
    };
}
