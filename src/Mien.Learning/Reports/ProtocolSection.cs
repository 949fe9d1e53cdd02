using Mien.Learning.Evaluation;

namespace Mien.Learning.Reports;

/// <summary>Says what the figures are figures of, so that nobody takes them for others.</summary>
internal sealed class ProtocolSection(ReportContent content, ReportTexts texts)
{
    private readonly EvaluationResult result = content.Evaluation.Result;

    /// <summary>Writes the statement.</summary>
    public void Write(HtmlWriter html)
    {
        html.Open("section").Element("h2", texts.Protocol);
        html.Element("p", string.Join(' ', Measured()));
        html.Element("p", string.Join(' ', Choice()));
        html.Element("p", string.Join(' ', Rest()), ("class", "note"));
        html.Close();
    }

    private IEnumerable<string> Measured()
    {
        var rule = texts.Protocols.GetValueOrDefault(result.Protocol, result.Protocol);
        yield return Fill(texts.MeasuredOn, texts.Numbers.Whole(result.Count), texts.Phrase(result.Split), rule);
        if (result.Data.Length > 0)
            yield return Fill(texts.DataName, result.Data);
        if (result.Excluded > 0)
            yield return Fill(texts.Excluded, texts.Numbers.Whole(result.Excluded));
        if (result.OtherClasses > 0)
            yield return Fill(texts.OtherClasses, texts.Numbers.Whole(result.OtherClasses));
        if (result.Undetected > 0)
            yield return Fill(texts.Undetected, texts.Numbers.Whole(result.Undetected));
        yield return result.Models.Count == 1 ? texts.Single : Fill(texts.Averaged, texts.Numbers.Whole(result.Models.Count));
        yield return result.Tta == "none" ? texts.NoTta : Fill(texts.Tta, texts.Phrase(result.Tta));
    }

    private IEnumerable<string> Choice()
    {
        if (content.EndsTraining)
            yield return texts.ChosenHere;
        yield return result.Selection is { } selection ? Fill(texts.Chosen, texts.Phrase(selection)) : texts.ChoiceUnknown;
        if (result.TestSelection == true)
            yield return texts.Marked;
        foreach (var start in result.StartedFrom)
            yield return Fill(texts.StartedFrom, start.File, start.Digest[..12], texts.Numbers.Whole(start.Taken), texts.Numbers.Whole(start.Arrays));
        if (result.DuplicatesInTraining is { } doubles)
            yield return Fill(texts.Doubles, texts.Numbers.Whole(doubles));
        if (result.AccuracyWithoutDuplicates is { } without)
            yield return Fill(texts.WithoutDoubles, texts.Numbers.Percent(without));
    }

    private IEnumerable<string> Rest()
    {
        if (result.RemovedClasses.Count > 0)
            yield return Fill(texts.Removed, Names(result.RemovedClasses));
        if (result.UnknownClasses.Count > 0)
            yield return Fill(texts.Unknown, Names(result.UnknownClasses));
        yield return Fill(texts.Intervals, texts.Numbers.Whole(result.Bootstrap.Draws));
        yield return Fill(texts.Digest, result.DataDigest[..12]);
    }

    private string Names(IEnumerable<string> labels) => string.Join(", ", labels.Select(texts.ClassName));

    private static string Fill(string text, params ReadOnlySpan<object?> values) => string.Format(null, text, values);
}
