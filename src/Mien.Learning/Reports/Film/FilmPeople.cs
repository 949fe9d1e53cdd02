using Mien.Emotions;
using Mien.Emotions.OverTime;

namespace Mien.Learning.Reports.Film;

/// <summary>What each face showed: a table with a bar of shares each.</summary>
internal sealed class FilmPeople(FilmContent content, IReadOnlyList<int> shown, TimeAxis axis, ReportTexts texts, FilmTexts film)
{
    private const int NamedShares = 4;
    private const double LeastShare = 0.01;

    /// <summary>Writes the section; nothing where nobody was seen.</summary>
    public void Write(HtmlWriter html)
    {
        if (shown.Count == 0 || content.Record.Labels is not { } labels)
            return;
        html.Open("section").Element("h2", film.People).Element("p", film.PeopleNote, ("class", "note"));
        html.Open("div", ("class", "scroll")).Open("table", ("class", "people")).Open("thead").Open("tr");
        foreach (var heading in new[] { film.Face, film.From, film.To, film.Seen, film.Showed, film.Valence, film.Arousal })
            html.Element("th", heading);
        html.Close().Close().Open("tbody");
        foreach (var id in shown)
            Row(html, labels, id, content.People[id]);
        html.Close().Close().Close().Close();
    }

    private void Row(HtmlWriter html, LabelSet labels, int id, EmotionSummary person)
    {
        var numbers = texts.Numbers;
        html.Open("tr").Element("th", numbers.Whole(id), ("scope", "row")).Element("td", axis.Clock(person.First)).Element("td", axis.Clock(person.Last));
        html.Element("td", FilmPage.Length(person.Seen, texts, film)).Open("td", ("class", "showed")).Open("div", ("class", "shares"), ("role", "presentation"));
        foreach (var label in FilmColours.Order(labels))
        {
            var share = person.Shares.GetValueOrDefault(FilmColours.NameOf(labels, label));
            if (share > 0)
                html.Element("i", string.Empty, ("class", FilmColours.Of(labels, label)), ("style", $"width:{ReportNumbers.Plain(100 * share)}%"));
        }
        html.Close().Element("span", Words(person)).Close();
        html.Element("td", Signed(person.Valence)).Element("td", Signed(person.Arousal)).Close();
    }

    private string Words(EmotionSummary person) => string.Join(", ", person.Shares.Where(pair => pair.Value >= LeastShare).OrderByDescending(pair => pair.Value)
        .ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(NamedShares).Select(pair => $"{texts.ClassName(pair.Key)} {texts.Numbers.Percent(pair.Value, 0)}"));

    private string Signed(double? value) => (value >= 0.005 ? "+" : string.Empty) + texts.Numbers.Number(value, 2);
}
