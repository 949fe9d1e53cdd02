using System.Globalization;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Metrics;

namespace Mien.Learning.Reports;

/// <summary>A comparison as a page of HTML, as lines of CSV, and its verdicts in words.</summary>
public static class ComparisonPage
{
    private const double Megabyte = 1e6;
    private const double SmallestShown = 0.001;

    /// <summary>Writes the page.</summary>
    /// <param name="rows">The models, sorted.</param>
    /// <param name="environment">What was computed with.</param>
    /// <param name="written">When.</param>
    /// <param name="language">In which language.</param>
    /// <returns>The whole file's text, for UTF-8.</returns>
    public static string Write(IReadOnlyList<ComparedRow> rows, ReportEnvironment environment, DateTimeOffset written, ReportLanguage language = ReportLanguage.English)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(environment);
        var texts = ReportTexts.Of(language);
        var result = rows[0].Model.Evaluation.Result;
        var html = new HtmlWriter();
        ReportPage.Begin(html, texts.ComparisonKind, texts);
        html.Open("header").Element("h1", texts.ComparisonKind);
        html.Element("p", string.Format(null, texts.MeasuredOn, texts.Numbers.Whole(result.Count), texts.Phrase(result.Split), texts.Protocols.GetValueOrDefault(result.Protocol, result.Protocol)));
        if (result.OtherClasses > 0)
            html.Element("p", string.Format(null, texts.OtherClasses, texts.Numbers.Whole(result.OtherClasses)));
        html.Element("p", result.Tta == "none" ? texts.NoTtaAlone : string.Format(null, texts.TtaAlone, texts.Phrase(result.Tta)));
        html.Element("p", texts.ComparisonNote, ("class", "note")).Close();
        html.Open("section").Open("div", ("class", "scroll")).Open("table").Open("thead").Open("tr");
        foreach (var heading in new[] { texts.Model, texts.Accuracy, texts.MacroPrecision, texts.MacroRecall, texts.MacroF1, texts.Parameters, texts.MultiplyAdds, texts.Milliseconds, texts.Size, texts.Difference })
            html.Element("th", heading);
        html.Close().Close().Open("tbody");
        foreach (var row in rows)
            Row(html, row, texts);
        html.Close().Close().Close().Close();
        ReportPage.Facts(html, ReportPage.Machine(environment, texts), texts);
        ReportPage.End(html, written, environment.Version, texts);
        return html.ToString();
    }

    /// <summary>The lines of a CSV file, a heading first; numbers are invariant, sizes in bytes.</summary>
    /// <param name="rows">The models, sorted.</param>
    public static IEnumerable<string> ToCsv(IReadOnlyList<ComparedRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        yield return "model,accuracy,low,high,microPrecision,microRecall,microF1,macroPrecision,macroRecall,macroF1,parameters,multiplyAdds,millisecondsPerFace,bytes,onlyThisRight,onlyNextRight,p,verdict,chosenOnTest,accuracyWithoutDoubles";
        foreach (var (model, test) in rows)
        {
            var result = model.Evaluation.Result;
            var versus = test is null ? ",,," : string.Create(CultureInfo.InvariantCulture, $"{test.OnlyFirst},{test.OnlySecond},{test.PValue:G6},{(test.IsReal ? "better" : "no real difference")}");
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{CsvLine.Field(model.Name)},{result.Accuracy:F6},{result.Interval[0]:F6},{result.Interval[1]:F6},{Triple(result.Averages.Micro)},{Triple(result.Averages.Macro)},{model.Parameters},{model.MultiplyAdds},{model.MillisecondsPerFace:F4},{model.Bytes},{versus},{(result.TestSelection is { } marked ? marked ? "yes" : "no" : "unknown")},{result.AccuracyWithoutDuplicates:F6}");
        }
    }

    /// <summary>What a test says, in words.</summary>
    /// <param name="test">The test; null for the last model, of which nothing is said.</param>
    /// <param name="language">In which language.</param>
    public static string Verdict(McNemarTest? test, ReportLanguage language = ReportLanguage.English) => Verdict(test, ReportTexts.Of(language));

    private static string Verdict(McNemarTest? test, ReportTexts texts) => test switch
    {
        null => string.Empty,
        { IsReal: false } => string.Format(null, texts.NoDifference, texts.Numbers.Number(test.PValue, 2)),
        { PValue: < SmallestShown } => string.Format(null, texts.RealDifference, "< " + texts.Numbers.Number(SmallestShown, 3)),
        _ => string.Format(null, texts.RealDifference, "= " + texts.Numbers.Number(test.PValue, 3)),
    };

    private static void Row(HtmlWriter html, ComparedRow row, ReportTexts texts)
    {
        var (model, numbers) = (row.Model, texts.Numbers);
        var result = model.Evaluation.Result;
        html.Open("tr").Open("th", ("scope", "row")).Text(model.Name);
        if (result.TestSelection == true)
            html.Element("div", texts.Marked, ("class", "note"));
        html.Close();
        html.Open("td").Text(numbers.Percent(result.Accuracy)).Open("div", ("class", "note"));
        html.Text(string.Format(null, texts.Interval, numbers.Percent(result.Interval[0]), numbers.Percent(result.Interval[1]))).Close().Close();
        string[] cells =
        [
            numbers.Number(result.Averages.Macro.Precision, 3), numbers.Number(result.Averages.Macro.Recall, 3), numbers.Number(result.MacroF1, 3),
            numbers.Whole(model.Parameters), model.MultiplyAdds is { } work ? numbers.Whole(work) : "–",
            numbers.Number(model.MillisecondsPerFace, 2), numbers.Number(model.Bytes / Megabyte, 2), Verdict(row.ToNext, texts),
        ];
        foreach (var cell in cells)
            html.Element("td", cell);
        html.Close();
    }

    private static string Triple(AverageScore score) => string.Create(CultureInfo.InvariantCulture, $"{score.Precision:F6},{score.Recall:F6},{score.F1:F6}");
}
