using System.Globalization;
using System.Text;

namespace Mien.Learning.Metrics;

/// <summary>Lays a report out as scikit-learn 1.2.1 does.</summary>
internal sealed class ReportText
{
    private const string LongestHeading = "weighted avg";
    private const int Column = 9;
    private readonly ClassificationReport report;
    private readonly int digits;
    private readonly int width;
    private readonly long support;
    private readonly bool hasRealCounts;
    private readonly StringBuilder text = new();

    public ReportText(ClassificationReport report, int digits, bool hasRealCounts)
    {
        (this.report, this.digits, this.hasRealCounts) = (report, digits, hasRealCounts);
        width = Math.Max(LongestHeading.Length, report.PerClass.Count == 0 ? 0 : report.PerClass.Max(c => Length(c.Label)));
        width = Math.Max(width, digits);
        support = report.PerClass.Sum(c => c.Support);
    }

    /// <summary>The whole text.</summary>
    /// <param name="hasAccuracy">Whether the micro averages are one and the same, the accuracy.</param>
    public string Write(bool hasAccuracy)
    {
        Line(string.Empty, "precision", "recall", "f1-score", "support");
        text.Append('\n');
        foreach (var c in report.PerClass)
            Line(c.Label, Number(c.Precision), Number(c.Recall), Number(c.F1), Whole(c.Support));
        text.Append('\n');
        if (hasAccuracy)
            Line("accuracy", string.Empty, string.Empty, Number(report.Micro.F1), Whole(support));
        else
            Average("micro avg", report.Micro);
        Average("macro avg", report.Macro);
        Average(LongestHeading, report.Weighted);
        if (report.Samples is { } samples)
            Average("samples avg", samples);
        return text.ToString();
    }

    private static int Length(string label) => label.EnumerateRunes().Count();

    private string Whole(long number) => number.ToString(CultureInfo.InvariantCulture) + (hasRealCounts ? ".0" : string.Empty);

    private void Average(string name, AverageScore score) => Line(name, Number(score.Precision), Number(score.Recall), Number(score.F1), Whole(support));

    private void Line(string name, params ReadOnlySpan<string> cells)
    {
        text.Append(' ', width - Length(name)).Append(name).Append(' ');
        foreach (var cell in cells)
            text.Append(' ').Append(cell.PadLeft(Column));
        text.Append('\n');
    }

    /// <summary>Rounded as Python rounds: the exact value of the double, ties to the even digit. A tie has one binary digit more than there are decimal ones.</summary>
    private string Number(double value)
    {
        var scaled = value * (1L << (digits + 1));
        var isTie = scaled == Math.Floor(scaled) && scaled % 2 != 0;
        var format = string.Create(CultureInfo.InvariantCulture, $"F{digits}");
        return isTie
            ? Math.Round((decimal)value, digits, MidpointRounding.ToEven).ToString(format, CultureInfo.InvariantCulture)
            : value.ToString(format, CultureInfo.InvariantCulture);
    }
}
