using Mien.Learning.Training;

namespace Mien.Learning.Reports;

/// <summary>Loss and accuracy over the epochs of a run.</summary>
internal sealed class CurveSection(IReadOnlyList<EpochRecord> log, ReportTexts texts)
{
    private const string TrainingColour = "s0";
    private static readonly string[] ValidationColours = ["s1", "s2"];

    /// <summary>Writes both charts; nothing where the log is empty.</summary>
    public void Write(HtmlWriter html)
    {
        if (log.Count == 0)
            return;
        var best = log.LastOrDefault(e => e.Best)?.Epoch ?? 0;
        var outputs = log[0].Choose.Keys.Take(ValidationColours.Length).ToList();
        html.Open("section").Element("h2", texts.Curves).Open("div", ("class", "pair"));
        var losses = new List<CurveSeries> { new(texts.Training, TrainingColour, [.. log.Select(e => (e.Epoch, e.TrainLoss))]) };
        losses.AddRange(Validation(outputs, (e, output) => e.Choose[output].Loss));
        new CurveChart(losses, texts, texts.Numbers.Number).Write(html, texts.Loss, best);
        var accuracies = new List<CurveSeries>();
        var known = log.Where(e => e.TrainAccuracy?.ContainsKey(outputs[0]) == true).ToList();
        if (known.Count > 0)
            accuracies.Add(new(Name(texts.Training, outputs, 0), TrainingColour, [.. known.Select(e => (e.Epoch, e.TrainAccuracy![outputs[0]]))]));
        accuracies.AddRange(Validation(outputs, (e, output) => e.Choose[output].Accuracy));
        new CurveChart(accuracies, texts, (share, digits) => texts.Numbers.Percent(share, Math.Max(0, digits - 2))).Write(html, texts.Accuracy, best);
        html.Close().Element("p", texts.CurvesNote, ("class", "note"), ("style", "margin-top:.8rem")).Close();
    }

    private static string Name(string name, List<string> outputs, int output) => outputs.Count == 1 ? name : $"{name}, {outputs[output]}";

    private IEnumerable<CurveSeries> Validation(List<string> outputs, Func<EpochRecord, string, double> value) => outputs.Select((output, i) => new CurveSeries(
        Name(texts.Validation, outputs, i), ValidationColours[i], [.. log.Where(e => e.Choose.ContainsKey(output)).Select(e => (e.Epoch, value(e, output)))]));
}
