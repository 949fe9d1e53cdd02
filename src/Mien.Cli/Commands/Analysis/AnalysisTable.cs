using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Annotation;
using Spectre.Console;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Shows results to people: a table of the first faces, and what came of all.</summary>
internal sealed class AnalysisTable(Shell shell) : IAnalysisSink
{
    private const int MostRows = 60;
    private const int BarWidth = 10;
    private const int LongestPath = 28;
    private const double LeastShown = 0.05;
    private readonly long start = shell.Time.GetTimestamp();
    private readonly Table table = NewTable();
    private readonly Dictionary<string, int> emotions = [];
    private int pictures;
    private int faces;
    private int withoutFace;
    private int failed;
    private bool isCut;

    /// <inheritdoc/>
    public void Take(AnalyzedSource result)
    {
        if (result.Picture is not { } picture)
        {
            failed++;
            return;
        }
        pictures++;
        faces += picture.Count;
        withoutFace += picture.Count == 0 ? 1 : 0;
        foreach (var face in picture)
            emotions[face.Answer] = emotions.GetValueOrDefault(face.Answer) + 1;
        if (table.Rows.Count < MostRows)
            AddRows(picture);
        else
            isCut = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (table.Rows.Count > 0)
            shell.Show(table);
        if (pictures + failed > 1)
            shell.Show(Summary());
        if (isCut)
            shell.Show(string.Join(", ", emotions.OrderByDescending(pair => pair.Value).Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value:N0}"))));
    }

    private static Table NewTable() => new Table().Border(TableBorder.Rounded)
        .AddColumn(new TableColumn("Picture").NoWrap()).AddColumn(new TableColumn("Face").NoWrap()).AddColumn("Emotion").AddColumn(new TableColumn("Confidence").NoWrap()).AddColumn(new TableColumn("Then").NoWrap());

    private static string Printable(string text) =>
        Markup.Escape(string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)));

    /// <summary>The end of a long path, which tells pictures apart.</summary>
    private static string Shortened(string path) => path.Length <= LongestPath ? path : $"…{path.AsSpan(path.Length - LongestPath + 1)}";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0} %");

    private void AddRows(AnalyzedPicture picture)
    {
        var source = Printable(Shortened(picture.Source));
        if (picture.Count == 0)
            table.AddRow(source, "-", "[dim]no face[/]", "", "");
        foreach (var face in picture)
        {
            var distribution = face.Probabilities;
            var colour = EmotionColours.Of(distribution.Labels, distribution.Top);
            var mark = $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}";
            var filled = (int)Math.Round(face.Confidence * BarWidth);
            var place = picture.Detector == AnalyzedPicture.NoDetector
                ? "whole picture"
                : string.Create(CultureInfo.InvariantCulture, $"{face.Box.Width:F0}×{face.Box.Height:F0} at {face.Box.X:F0}, {face.Box.Y:F0}");
            table.AddRow(
                source,
                place,
                face.IsUncertain ? $"[dim]{Markup.Escape($"{AnalyzedFace.Uncertain}: {string.Join(", ", face.Doubts)}")}[/]" : $"[{mark}]{Markup.Escape(face.Label)}[/]",
                $"[{mark}]{new string('█', filled)}[/][dim]{new string('░', BarWidth - filled)}[/] {Percent(face.Confidence),5}",
                $"[dim]{Markup.Escape(face.IsUncertain ? $"perhaps {face.Label}" : RunnerUp(distribution))}[/]");
            source = "";
        }
    }

    private static string RunnerUp(EmotionDistribution distribution)
    {
        var next = Enumerable.Range(0, distribution.Labels.Count).Where(i => i != distribution.Top).DefaultIfEmpty().MaxBy(i => distribution.Values[i]);
        var name = distribution.Labels.EmotionAt(next) is { } emotion ? EmotionNames.NameOf(emotion) : distribution.Labels[next];
        return distribution.Labels.Count > 1 && distribution.Values[next] >= LeastShown ? $"{name} {Percent(distribution.Values[next])}" : "";
    }

    private string Summary()
    {
        List<string> parts = [FormattableString.Invariant($"{pictures:N0} picture(s), {faces:N0} face(s)")];
        if (withoutFace > 0)
            parts.Add(FormattableString.Invariant($"{withoutFace:N0} without a face"));
        if (failed > 0)
            parts.Add(FormattableString.Invariant($"{failed:N0} failed"));
        if (isCut)
            parts.Add(FormattableString.Invariant($"the first are shown (--json and --csv have all)"));
        return $"{string.Join(", ", parts)}; {shell.Time.GetElapsedTime(start).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s";
    }
}
