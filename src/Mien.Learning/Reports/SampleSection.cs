using Mien.Learning.Evaluation;

namespace Mien.Learning.Reports;

/// <summary>Pictures with what was decided: some that are right, some that are wrong, and those whose label is least probable.</summary>
internal sealed class SampleSection(EvaluatedRows rows, ReportTexts texts)
{
    private const int Examples = 15;
    private const int Doubtful = 20;
    private const int OddsShown = 3;
    private const int Seed = 7;

    /// <summary>Writes the three galleries.</summary>
    public void Write(HtmlWriter html)
    {
        Gallery(html, texts.Right, texts.ExamplesNote, Draw(rows.IsRight), row => null);
        Gallery(html, texts.Wrong, texts.ExamplesNote, Draw(row => !rows.IsRight(row)), row => null);
        Gallery(html, texts.Doubtful, texts.DoubtfulNote, LeastProbable(), row => Origin(row));
    }

    private IReadOnlyList<int> LeastProbable() =>
        [.. Enumerable.Range(0, rows.Count).Where(row => rows.Predicted[row] >= 0 && !rows.IsRight(row)).OrderBy(row => rows.Probabilities(row)[rows.Truth[row]]).Take(Doubtful)];

    /// <summary>Takes from the classes in turn, by a fixed seed.</summary>
    private List<int> Draw(Func<int, bool> condition)
    {
        var shuffled = Enumerable.Range(0, rows.Count).Where(condition).ToArray();
        new Random(Seed).Shuffle(shuffled);
        var taken = shuffled.GroupBy(row => rows.Truth[row]).SelectMany(group => group.Select((row, place) => (row, place)))
            .OrderBy(pair => pair.place).ThenBy(pair => rows.Truth[pair.row]).Take(Examples).Select(pair => pair.row);
        return [.. taken.OrderBy(row => rows.Truth[row])];
    }

    private void Gallery(HtmlWriter html, string title, string note, IReadOnlyList<int> shown, Func<int, string?> below)
    {
        html.Open("section").Element("h2", title).Element("p", shown.Count == 0 ? texts.NoneHere : note, ("class", "note")).Open("div", ("class", "gallery"));
        foreach (var row in shown)
            Figure(html, row, below(row));
        html.Close().Close();
    }

    private void Figure(HtmlWriter html, int row, string? below)
    {
        var truth = Name(rows.Truth[row]);
        var decided = rows.Predicted[row] < 0 ? texts.NoFace : Name(rows.Predicted[row]);
        html.Open("figure").Empty("img", ("src", PngPicture.Source(rows.Samples[row].LoadPicture())), ("alt", truth), ("title", Origin(row)));
        html.Open("figcaption").Element("b", rows.IsRight(row) ? truth : $"{truth} → {decided}");
        if (rows.Predicted[row] >= 0)
            Odds(html, row);
        if (below is not null)
            html.Element("span", below, ("class", "from"));
        html.Close().Close();
    }

    private void Odds(HtmlWriter html, int row)
    {
        var odds = rows.Probabilities(row).ToArray().Select((share, label) => (share, label)).OrderByDescending(o => o.share).Take(OddsShown).ToList();
        // The truth is always told, however improbable.
        if (odds.All(o => o.label != rows.Truth[row]))
            odds[^1] = (rows.Probabilities(row)[rows.Truth[row]], rows.Truth[row]);
        html.Open("ul", ("class", "odds"));
        foreach (var (share, label) in odds)
        {
            html.Open("li", ("class", label == rows.Truth[row] ? "true" : null), ("style", "--s:" + ReportNumbers.Plain(share)));
            html.Element("span", Name(label)).Element("span", texts.Numbers.Percent(share, 1)).Close();
        }
        html.Close();
    }

    private string Name(int label) => texts.ClassName(rows.Labels[label]);

    private string Origin(int row) => string.Format(null, texts.Row, texts.Numbers.Whole(rows.Samples[row].Row));
}
