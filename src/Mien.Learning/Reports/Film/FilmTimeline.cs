using Mien.Emotions;
using static Mien.Learning.Reports.ReportNumbers;

namespace Mien.Learning.Reports.Film;

/// <summary>A row of coloured bands for each face: what it showed when, with gaps where it was not seen.</summary>
internal sealed class FilmTimeline(FilmContent content, IReadOnlyList<int> shown, TimeAxis axis, ReportTexts texts, FilmTexts film)
{
    private const double RowHeight = 20;
    private const double RowGap = 9;
    private const double Foot = 24;
    private const double Narrowest = 0.75;
    private readonly FilmRecord record = content.Record;

    /// <summary>Writes the section.</summary>
    public void Write(HtmlWriter html)
    {
        html.Open("section").Element("h2", film.Timeline);
        if (shown.Count == 0 || record.Labels is not { } labels)
        {
            html.Element("p", film.NobodySeen).Close();
            return;
        }
        html.Element("p", film.TimelineNote, ("class", "note"));
        Key(html, labels);
        var bottom = shown.Count * (RowHeight + RowGap);
        html.Open("div", ("class", "scroll")).Open("svg", ("class", "wide"), ("viewBox", $"0 0 {Plain(TimeAxis.Width)} {Plain(bottom + Foot)}"), ("role", "img"), ("aria-label", film.Timeline));
        Pattern(html);
        axis.Write(html, 0, bottom);
        for (var row = 0; row < shown.Count; row++)
            Row(html, labels, shown[row], row * (RowHeight + RowGap));
        html.Close().Close();
        var hidden = content.People.Count - shown.Count;
        if (hidden > 0)
            html.Element("p", string.Format(null, film.MoreFaces, texts.Numbers.Whole(hidden)), ("class", "note"), ("style", "margin-top:.8rem"));
        html.Close();
    }

    /// <summary>The colours that occur, and what they stand for.</summary>
    private void Key(HtmlWriter html, LabelSet labels)
    {
        var seen = shown.SelectMany(record.BinsOf).Select(bin => bin.Top).ToHashSet();
        html.Open("ul", ("class", "key swatches"));
        foreach (var label in FilmColours.Order(labels).Where(seen.Contains))
            html.Open("li").Element("i", string.Empty, ("class", FilmColours.Of(labels, label))).Text(texts.ClassName(FilmColours.NameOf(labels, label))).Close();
        if (seen.Contains(labels.Count))
            html.Open("li").Element("i", string.Empty, ("class", FilmColours.Doubt)).Text(film.Uncertain).Close();
        html.Close();
    }

    private static void Pattern(HtmlWriter html) => html.Open("pattern", ("id", "doubts"), ("width", "5"), ("height", "5"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"))
        .Empty("rect", ("width", "5"), ("height", "5"), ("class", "doubtful")).Empty("line", ("x1", "0"), ("y1", "0"), ("x2", "0"), ("y2", "5"), ("class", "hatch")).Close();

    private void Row(HtmlWriter html, LabelSet labels, int id, double top)
    {
        html.Element("text", texts.Numbers.Whole(id), ("x", Plain(TimeAxis.Left - 10)), ("y", Plain(top + 14.5)), ("text-anchor", "end"), ("class", "strong"));
        html.Empty("rect", ("class", "unseen"), ("x", Plain(TimeAxis.Left)), ("y", Plain(top + (RowHeight / 2) - 0.5)), ("width", Plain(axis.X(axis.End) - TimeAxis.Left)), ("height", "1"));
        var bins = record.BinsOf(id);
        for (var i = 0; i < bins.Count;)
        {
            // Neighbours that say the same are one band.
            var end = i + 1;
            while (end < bins.Count && bins[end].Index == bins[end - 1].Index + 1 && bins[end].Top == bins[i].Top)
                end++;
            Band(html, labels, bins[i], bins[end - 1], top);
            i = end;
        }
    }

    private void Band(HtmlWriter html, LabelSet labels, TimeBin from, TimeBin to, double top)
    {
        var (start, end) = (record.First + (record.BinLength * from.Index), record.First + (record.BinLength * (to.Index + 1)));
        end = end > record.Last ? record.Last : end;
        var (x, width) = (axis.X(start.TotalSeconds), Math.Max(Narrowest, axis.X(end.TotalSeconds) - axis.X(start.TotalSeconds)));
        var name = from.Top >= labels.Count ? film.Uncertain : texts.ClassName(FilmColours.NameOf(labels, from.Top));
        html.Open("rect", ("class", FilmColours.Of(labels, from.Top)), ("x", Plain(x)), ("y", Plain(top)), ("width", Plain(width)), ("height", Plain(RowHeight)));
        html.Element("title", $"{axis.Clock(start)} – {axis.Clock(end)}: {name}").Close();
    }
}
