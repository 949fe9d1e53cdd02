using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Auditing;
using Mien.Learning.Data;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary>Shows what an audit found.</summary>
internal static class AuditDisplay
{
    public static void Show(Dataset rows, DataAudit audit, bool hasVotes, float[]? probabilities, Shell shell)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("found").AddColumn(new TableColumn("rows").RightAligned());
        table.AddRow("equal to an earlier row", Text(audit.Count(AuditKind.ExactDouble)));
        table.AddRow("nearly an earlier row", Text(audit.Count(AuditKind.NearDouble)));
        table.AddRow("doubles across splits", Text(audit.AcrossSplits));
        table.AddRow("doubles across labels", Text(audit.AcrossLabels));
        table.AddRow("probably no face", Text(audit.Count(AuditKind.NoFace)));
        if (probabilities is not null)
            table.AddRow("doubtful label", Text(audit.Count(AuditKind.DoubtfulLabel)));
        table.AddRow("to leave out", Text(audit.RowsToExclude().Count));
        shell.Show(table);
        if (probabilities is not null)
            shell.Show(FormattableString.Invariant($"accuracy of the networks on rows that they have not seen: {100 * Accuracy(rows, probabilities):0.0} %"));
        if (!hasVotes)
            return;
        foreach (var most in new[] { 0, 1000, 300 })
        {
            var votes = VoteAgreement.Of(rows, audit.Findings, most);
            if (votes.Judged > 0)
            {
                shell.Show(FormattableString.Invariant(
                    $"doubtful labels{(most == 0 ? "" : $", the first {most}")}: the FER+ majority is another class for {Share(votes.Wrong, votes.Judged)}; for all rows {Share(votes.AllWrong, votes.AllJudged)}"));
            }
        }
        var all = VoteAgreement.Of(rows, audit.Findings);
        shell.Show(FormattableString.Invariant(
            $"no faces: FER+ annotators agree for {Share(all.NoFacesConfirmed, all.NoFaces)}; of all rows they say so for {Share(all.AllNoFaces, rows.Count)}"));
    }

    private static double Accuracy(Dataset rows, float[] probabilities)
    {
        var classes = rows.Labels.Count;
        var right = Enumerable.Range(0, rows.Count).Count(row => rows[row].Label is { } label
            && System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(probabilities.AsSpan(row * classes, classes)) == label);
        return right / (double)Math.Max(1, rows.Samples.Count(sample => sample.Label is not null));
    }

    private static string Share(int part, int whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{part} of {whole} ({(whole == 0 ? 0 : 100.0 * part / whole):0.0} %)");

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
