using Mien.Emotions;

namespace Mien.Learning.Reports.Film;

/// <summary>Which expression followed which, and the expressions that lasted longest.</summary>
internal sealed class FilmChanges(FilmContent content, TimeAxis axis, ReportTexts texts, FilmTexts film)
{
    private readonly FilmRecord record = content.Record;

    /// <summary>Writes both sections; nothing where nobody was seen.</summary>
    public void Write(HtmlWriter html)
    {
        if (record.Labels is not { } labels)
            return;
        var counts = content.People.Values.SelectMany(person => person.Transitions).GroupBy(change => (change.From, change.To)).ToDictionary(group => group.Key, group => group.Sum(change => (long)change.Count));
        html.Open("section").Element("h2", film.Changes).Element("p", counts.Count > 0 ? film.ChangesNote : film.NoChanges, ("class", "note"));
        if (counts.Count > 0)
            Matrix(html, counts, [.. FilmColours.Order(labels).Select(i => FilmColours.NameOf(labels, i)).Where(name => counts.Keys.Any(change => change.From == name || change.To == name))]);
        html.Close();
        Expressions(html, labels);
    }

    private void Matrix(HtmlWriter html, Dictionary<(string From, string To), long> counts, List<string> names)
    {
        html.Open("div", ("class", "scroll")).Open("table", ("class", "heat changes")).Open("thead").Open("tr").Element("th", $"{film.Before} \\ {film.After}");
        foreach (var name in names)
            html.Element("th", texts.ClassName(name));
        html.Close().Close().Open("tbody");
        var most = counts.Values.Max();
        foreach (var from in names)
        {
            html.Open("tr").Element("th", texts.ClassName(from), ("scope", "row"));
            foreach (var to in names)
            {
                var count = counts.GetValueOrDefault((from, to));
                var share = 0.8 * count / most;
                html.Element("td", from == to ? "–" : texts.Numbers.Whole(count), ("class", count == 0 ? "hit zero" : share > 0.5 ? "hit deep" : "hit"), ("style", "--s:" + ReportNumbers.Plain(share)));
            }
            html.Close();
        }
        html.Close().Close().Close();
    }

    private void Expressions(HtmlWriter html, LabelSet labels)
    {
        if (record.Expressions is not { Count: > 0 } expressions)
            return;
        html.Open("section").Element("h2", film.Expressions);
        html.Element("p", record.ExpressionCount > expressions.Count
            ? string.Format(null, film.LongestExpressions, texts.Numbers.Whole(record.ExpressionCount), texts.Numbers.Whole(expressions.Count)) : film.AllExpressions, ("class", "note"));
        html.Open("div", ("class", "scroll")).Open("table", ("class", "expressions")).Open("thead").Open("tr");
        foreach (var heading in new[] { film.Expression, film.Face, film.Begins, film.Strongest, film.Ends, film.Lasts, film.Strength })
            html.Element("th", heading);
        html.Close().Close().Open("tbody");
        foreach (var shown in expressions)
        {
            html.Open("tr").Open("th", ("scope", "row")).Element("i", string.Empty, ("class", "swatch " + FilmColours.Of(labels, shown.Label))).Text(texts.ClassName(shown.Label)).Close();
            html.Element("td", texts.Numbers.Whole(shown.Id)).Element("td", axis.Clock(shown.Start)).Element("td", axis.Clock(shown.Apex)).Element("td", axis.Clock(shown.End));
            html.Element("td", FilmPage.Length(shown.End - shown.Start, texts, film)).Element("td", FilmPage.Probability(shown.Strength, texts)).Close();
        }
        html.Close().Close().Close().Close();
    }
}
