using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Auditing;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary>Shows what an audit found.</summary>
internal static class AuditDisplay
{
    public static void Show(AuditSummary summary, Shell shell)
    {
        var hasVotes = summary.Figures.Any(figure => figure.Judged is not null);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("found").AddColumn(new TableColumn("rows").RightAligned());
        if (hasVotes)
        {
            table.AddColumn(new TableColumn("FER+ votes confirm").RightAligned());
            table.AddColumn(new TableColumn("of all rows").RightAligned());
        }
        foreach (var figure in summary.Figures)
        {
            string[] cells = [Name(figure.Kind, summary.Doubt), Text($"{figure.Count}")];
            string[] votes = figure.Precision is { } precision ? [Text($"{figure.Confirmed} of {figure.Judged} ({100 * precision:0.0} %)"), Text($"{100 * figure.BaseRate:0.0} %")] : ["", ""];
            table.AddRow(hasVotes ? [.. cells, .. votes] : cells);
        }
        shell.Show(table);
        if (summary.UnseenAccuracy is { } accuracy)
            shell.Show(Text($"accuracy of the networks on rows that they have not seen: {100 * accuracy:0.0} %"));
        if (hasVotes)
            shell.Show("A doubtful label is confirmed where the FER+ majority is another class, no face where at least half of the annotators say so.");
    }

    private static string Name(string kind, double doubt) => kind switch
    {
        "exact-double" => "equal to an earlier row",
        "near-double" => "nearly an earlier row",
        "no-face" => "probably no face",
        "doubtful-label-strong" => Text($"doubtful label by {doubt:0.##} or more"),
        "left-out" => "training rows to leave out",
        _ when kind.EndsWith("-across-splits", StringComparison.Ordinal) => "  across splits",
        _ when kind.EndsWith("-across-labels", StringComparison.Ordinal) => "  across labels",
        _ => kind.Replace('-', ' '),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
