using System.Globalization;
using Mien.Learning.Evaluation;

namespace Mien.Learning.Reports;

/// <summary>A run or an evaluation as one page of HTML that needs nothing beside itself.</summary>
public static class ReportPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="content">What it tells. Its rows' pictures are read.</param>
    /// <param name="language">In which language.</param>
    /// <returns>The whole file's text, for UTF-8.</returns>
    public static string Write(ReportContent content, ReportLanguage language = ReportLanguage.English)
    {
        ArgumentNullException.ThrowIfNull(content);
        var texts = ReportTexts.Of(language);
        var result = content.Evaluation.Result;
        var html = new HtmlWriter();
        Begin(html, content.Title, texts);
        Header(html, content, texts);
        new ProtocolSection(content, texts).Write(html);
        new CurveSection(content.Log, texts).Write(html);
        new ClassSection(result, texts).Write(html);
        var confusion = new ConfusionSection(result, texts);
        confusion.Write(html);
        html.Open("section").Element("h2", texts.Reliability).Open("div", ("class", "pair")).Open("div");
        new ReliabilityChart(result.Reliability, texts).Write(html);
        html.Close().Open("div").Element("p", texts.ReliabilityNote, ("class", "note"));
        html.Element("p", $"{texts.Ece}: {texts.Numbers.Number(result.Ece, 4)}").Open("div", ("style", "margin-top:1.6rem"));
        confusion.WriteMistakes(html);
        html.Close().Close().Close().Close();
        new SampleSection(content.Evaluation.Rows, texts).Write(html);
        if (content.Recipe is { } recipe)
            html.Open("section").Element("h2", texts.Recipe).Element("pre", recipe.TrimEnd()).Close();
        Facts(html, content, texts);
        End(html, content.Written, content.Environment.Version, texts);
        return html.ToString();
    }

    /// <summary>Starts a page of the house's style.</summary>
    /// <param name="html">Where.</param>
    /// <param name="title">The window's title.</param>
    /// <param name="texts">The language.</param>
    /// <param name="sheet">What the page adds to the style sheet.</param>
    internal static void Begin(HtmlWriter html, string title, ReportTexts texts, string sheet = "")
    {
        html.Document(texts.Code).Open("head").Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Element("title", title).Style(ReportStyle.Sheet + sheet).Close().Open("body");
    }

    /// <summary>Ends it.</summary>
    internal static void End(HtmlWriter html, DateTimeOffset written, string version, ReportTexts texts) =>
        html.Element("footer", string.Format(null, texts.Written, written.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), version)).Close().Close();

    private static void Header(HtmlWriter html, ReportContent content, ReportTexts texts)
    {
        var (result, numbers) = (content.Evaluation.Result, texts.Numbers);
        html.Open("header").Element("p", content.EndsTraining ? texts.TrainingKind : texts.EvaluationKind, ("class", "kind")).Element("h1", content.Title);
        html.Element("p", $"{string.Format(null, texts.Pictures, numbers.Whole(result.Count))} · {texts.Phrase(result.Split)} · {result.Output}", ("class", "note"));
        html.Open("dl", ("class", "figures"));
        Figure(html, texts.Accuracy, numbers.Percent(result.Accuracy), string.Format(null, texts.Interval, numbers.Percent(result.Interval[0]), numbers.Percent(result.Interval[1])));
        Figure(html, texts.MacroF1, numbers.Number(result.MacroF1, 3), string.Format(null, texts.Interval, numbers.Number(result.Bootstrap.MacroF1[0], 3), numbers.Number(result.Bootstrap.MacroF1[1], 3)));
        Figure(html, texts.Top2, numbers.Percent(result.Top2Accuracy));
        Figure(html, texts.Auc, numbers.Number(result.Auc.Macro, 3));
        Figure(html, texts.Kappa, numbers.Number(result.Kappa, 3));
        Figure(html, texts.Ece, numbers.Number(result.Ece, 3));
        html.Close().Close();
    }

    private static void Figure(HtmlWriter html, string name, string value, string? interval = null)
    {
        html.Open("div").Element("dt", name).Open("dd").Text(value);
        if (interval is not null)
            html.Element("small", interval);
        html.Close().Close();
    }

    private static void Facts(HtmlWriter html, ReportContent content, ReportTexts texts)
    {
        var (result, numbers, log) = (content.Evaluation.Result, texts.Numbers, content.Log);
        List<(string, string)> facts = [(texts.Models, string.Join(", ", result.Models))];
        if (log.Count > 0)
        {
            var (time, rate) = (ReportNumbers.Time(log[^1].Seconds), numbers.Number(log.Average(e => e.ImagesPerSecond), 0));
            facts.Add((texts.TrainingTime, string.Format(null, texts.TrainingRate, time, numbers.Whole(log.Count), rate, string.Join(", ", result.TrainedIn))));
        }
        facts.Add((texts.EvaluationTime, ReportNumbers.Time(result.SecondsPerThousand * result.Count / 1000)));
        Facts(html, [.. facts, .. Machine(content.Environment, texts)], texts);
    }

    /// <summary>Writes what was computed, and with what.</summary>
    internal static void Facts(HtmlWriter html, IEnumerable<(string Name, string Value)> facts, ReportTexts texts)
    {
        html.Open("section").Element("h2", texts.Environment).Open("dl", ("class", "facts"));
        foreach (var (name, value) in facts)
            html.Element("dt", name).Element("dd", value);
        html.Close().Close();
    }

    /// <summary>What was computed with.</summary>
    internal static IEnumerable<(string Name, string Value)> Machine(ReportEnvironment machine, ReportTexts texts) =>
    [
        (texts.Backend, string.Format(null, texts.Threads, machine.Backend, machine.Precision, texts.Numbers.Whole(machine.Threads))),
        (texts.Processor, string.Format(null, texts.Cores, machine.Processor, texts.Numbers.Whole(machine.Cores), machine.VectorBits)),
        (texts.System, machine.System),
        (texts.Runtime, $".NET {machine.Runtime}, Mien {machine.Version}"),
    ];
}
