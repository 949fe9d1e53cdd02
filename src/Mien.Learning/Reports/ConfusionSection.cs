using Mien.Learning.Evaluation;

namespace Mien.Learning.Reports;

/// <summary>The confusion as a heat map with counts and shares, and the mistakes that are made most often.</summary>
internal sealed class ConfusionSection(EvaluationResult result, ReportTexts texts)
{
    private const int MistakesShown = 8;

    /// <summary>Writes both.</summary>
    public void Write(HtmlWriter html)
    {
        html.Open("section").Element("h2", texts.Confusion).Element("p", texts.ConfusionNote, ("class", "note"));
        html.Open("div", ("class", "scroll")).Open("table", ("class", "heat")).Open("thead").Open("tr");
        html.Element("th", $"{texts.Truth} \\ {texts.Decision}");
        foreach (var label in result.Labels)
            html.Element("th", texts.ClassName(label));
        html.Close().Close().Open("tbody");
        for (var truth = 0; truth < result.Labels.Count; truth++)
        {
            html.Open("tr").Element("th", texts.ClassName(result.Labels[truth]), ("scope", "row"));
            for (var decision = 0; decision < result.Labels.Count; decision++)
                Cell(html, truth, decision);
            html.Close();
        }
        html.Close().Close().Close().Close();
    }

    /// <summary>Writes the list of mistakes, for a column.</summary>
    public void WriteMistakes(HtmlWriter html)
    {
        var labels = Enumerable.Range(0, result.Labels.Count).ToList();
        var mistakes = labels.SelectMany(t => labels.Where(d => d != t).Select(d => (Truth: t, Decision: d, Count: result.Confusion[t][d])))
            .Where(m => m.Count > 0).OrderByDescending(m => m.Count).Take(MistakesShown).ToList();
        html.Open("div").Element("h3", texts.Mistakes);
        if (mistakes.Count == 0)
            html.Element("p", texts.NoneHere, ("class", "note"));
        html.Open("table").Open("tbody");
        foreach (var (truth, decision, count) in mistakes)
        {
            html.Open("tr").Element("th", string.Format(null, texts.TakenFor, texts.ClassName(result.Labels[truth]), texts.ClassName(result.Labels[decision])), ("scope", "row"));
            html.Element("td", texts.Numbers.Whole(count)).Element("td", texts.Numbers.Percent(Share(truth, count), 1), ("title", texts.MistakesNote)).Close();
        }
        html.Close().Close().Close();
    }

    private double Share(int truth, long count) => (double)count / Math.Max(1, result.PerClass[truth].Support);

    private void Cell(HtmlWriter html, int truth, int decision)
    {
        var (count, isHit) = (result.Confusion[truth][decision], truth == decision);
        var share = Share(truth, count);
        var shade = Math.Min(1, isHit ? share : 2 * share);
        var style = string.Join(' ', new[] { isHit ? "hit" : null, shade > 0.68 ? "deep" : null, count == 0 ? "zero" : null }.OfType<string>());
        var told = $"{texts.ClassName(result.Labels[truth])} → {texts.ClassName(result.Labels[decision])}";
        html.Open("td", ("class", style.Length == 0 ? null : style), ("style", "--s:" + ReportNumbers.Plain(shade)), ("title", told));
        html.Text(texts.Numbers.Whole(count)).Element("small", texts.Numbers.Percent(share, 1)).Close();
    }
}
