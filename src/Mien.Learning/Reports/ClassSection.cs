using Mien.Learning.Evaluation;
using Mien.Learning.Metrics;

namespace Mien.Learning.Reports;

/// <summary>Precision, recall, F1, pictures and area under the ROC curve by class, and the four averages.</summary>
internal sealed class ClassSection(EvaluationResult result, ReportTexts texts)
{
    private const int Digits = 3;

    /// <summary>Writes the table.</summary>
    public void Write(HtmlWriter html)
    {
        html.Open("section").Element("h2", texts.ByClass).Open("div", ("class", "scroll")).Open("table").Open("thead").Open("tr");
        foreach (var heading in new[] { texts.Class, texts.Precision, texts.Recall, "F1", texts.Support, "ROC AUC" })
            html.Element("th", heading);
        html.Close().Close().Open("tbody");
        foreach (var (score, area) in result.PerClass.Zip(result.Auc.PerClass))
            Row(html, texts.ClassName(score.Label), new AverageScore(score.Precision, score.Recall, score.F1), score.Support, area, hasMeter: true);
        html.Close().Open("tbody");
        var averages = result.Averages;
        Row(html, texts.MicroAverage, averages.Micro, result.Count, null);
        Row(html, texts.MacroAverage, averages.Macro, result.Count, result.Auc.Macro);
        Row(html, texts.WeightedAverage, averages.Weighted, result.Count, result.Auc.Weighted);
        Row(html, texts.SamplesAverage, averages.Samples, result.Count, null);
        html.Close().Close().Close().Close();
    }

    private void Row(HtmlWriter html, string name, AverageScore score, long support, double? area, bool hasMeter = false)
    {
        html.Open("tr").Element("th", name, ("scope", "row"));
        html.Element("td", texts.Numbers.Number(score.Precision, Digits)).Element("td", texts.Numbers.Number(score.Recall, Digits));
        html.Open("td");
        if (hasMeter)
            html.Open("span", ("class", "meter")).Element("i", string.Empty, ("style", $"width:{ReportNumbers.Plain(100 * score.F1)}%")).Close();
        html.Text(texts.Numbers.Number(score.F1, Digits)).Close();
        html.Element("td", texts.Numbers.Whole(support)).Element("td", texts.Numbers.Number(area, Digits)).Close();
    }
}
