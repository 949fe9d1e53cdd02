using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Imaging.Video;
using Mien.Learning.Reports;
using Spectre.Console;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Shows to people what each face of a video showed.</summary>
/// <param name="shell">Where it is shown.</param>
/// <param name="stored">Frames that come from a file, not from the analysis.</param>
internal sealed class VideoTable(Shell shell, long stored = 0) : IVideoSink
{
    // Faces that were seen for less are most often none.
    private static readonly TimeSpan LeastSeen = TimeSpan.FromSeconds(0.5);
    private const int MostRows = 40;
    private const int MostShares = 4;
    private string source = string.Empty;
    private long frames;
    private long start;

    /// <inheritdoc/>
    public void Begin(string source, VideoInfo info) => (this.source, frames, start) = (source, 0, shell.Time.GetTimestamp());

    /// <inheritdoc/>
    public void Take(FrameResult frame) => frames++;

    /// <inheritdoc/>
    public void End(IReadOnlyDictionary<int, EmotionSummary> people)
    {
        var seconds = shell.Time.GetElapsedTime(start).TotalSeconds;
        shell.Show(stored == 0
            ? Text($"{source}: {frames:N0} frames, {frames / Math.Max(seconds, 1e-3):F0} a second")
            : Text($"{source}: {frames:N0} frames, {stored:N0} of them as stored"));
        var shown = people.Where(person => person.Value.Seen >= LeastSeen).OrderByDescending(person => person.Value.Seen).Take(MostRows).ToList();
        if (shown.Count == 0)
        {
            shell.Show("No face was seen for half a second or more.");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("face").RightAligned());
        foreach (var column in new[] { "from", "to", "seen", "valence", "arousal" })
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("showed");
        foreach (var (id, person) in shown)
            table.AddRow(Text($"{id}"), Clock(person.First), Clock(person.Last), Text($"{person.Seen.TotalSeconds:F1} s"), Mean(person.Valence), Mean(person.Arousal), Markup.Escape(Shares(person)));
        shell.Show(table);
        if (people.Count > shown.Count)
            shell.Show(Text($"{people.Count - shown.Count} more were seen for less; --json and --csv have all."));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Shares(EmotionSummary person) => string.Join(", ", person.Shares.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Take(MostShares).Where(pair => pair.Value >= 0.01).Select(pair => Text($"{pair.Key} {pair.Value * 100:F0} %")));

    private static string Mean(double? value) => value is { } number ? Text($"{number:+0.00;-0.00;0.00}") : "-";

    private static string Clock(TimeSpan time) => time.TotalHours >= 1 ? HourClock.Of(time) : time.ToString(@"m\:ss\.f", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
