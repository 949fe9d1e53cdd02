using Mien.Learning.Metrics;
using static Mien.Learning.Reports.ReportNumbers;

namespace Mien.Learning.Reports;

/// <summary>The reliability diagram: the share right over the confidence, and how many pictures have it.</summary>
internal sealed class ReliabilityChart(IReadOnlyList<ReliabilityBin> bins, ReportTexts texts)
{
    private const double Width = 460;
    private const double Left = 42;
    private const double Right = 8;
    private const double Top = 8;
    private const double Plot = 230;
    private const double Strip = 46;
    private const double StripTop = Top + Plot + 8;
    private const double Height = StripTop + Strip + 36;

    /// <summary>Draws it.</summary>
    public void Write(HtmlWriter html)
    {
        html.Open("svg", ("viewBox", $"0 0 {Plain(Width)} {Plain(Height)}"), ("role", "img"), ("aria-label", texts.Reliability));
        for (var tick = 0; tick <= 5; tick++)
        {
            var y = Y(tick / 5.0);
            html.Empty("line", ("class", tick == 0 ? "axis" : "grid"), ("x1", Plain(Left)), ("x2", Plain(Width - Right)), ("y1", Plain(y)), ("y2", Plain(y)));
            Label(html, Left - 7, y + 4, "end", texts.Numbers.Percent(tick / 5.0, 0));
            Label(html, X(tick / 5.0), StripTop + Strip + 17, "middle", texts.Numbers.Percent(tick / 5.0, 0));
        }
        var most = Math.Max(1, bins.Max(b => b.Count));
        foreach (var bin in bins.Where(b => b.Count > 0))
            Bar(html, bin, most);
        html.Empty("line", ("class", "diagonal"), ("x1", Plain(X(0))), ("y1", Plain(Y(0))), ("x2", Plain(X(1))), ("y2", Plain(Y(1))));
        Label(html, Left + 8, Top + 13, "start", texts.ShareRight);
        Label(html, Width - Right, Height - 3, "end", texts.Confidence);
        html.Close();
    }

    private static double X(double share) => Left + ((Width - Left - Right) * share);

    private static double Y(double share) => Top + (Plot * (1 - share));

    private static void Label(HtmlWriter html, double x, double y, string anchor, string text) =>
        html.Element("text", text, ("x", Plain(x)), ("y", Plain(y)), ("text-anchor", anchor));

    private void Bar(HtmlWriter html, ReliabilityBin bin, int most)
    {
        var (x, width) = (X(bin.Low) + 1, X(bin.High) - X(bin.Low) - 2);
        var told = $"{texts.Confidence} {texts.Numbers.Percent(bin.Confidence, 1)}, {texts.ShareRight} {texts.Numbers.Percent(bin.Accuracy, 1)}, {string.Format(null, texts.Pictures, texts.Numbers.Whole(bin.Count))}";
        html.Open("g").Element("title", told);
        Rectangle(html, "bar", x, Y(bin.Accuracy), width, Plot * bin.Accuracy);
        var height = Math.Max(1, Strip * bin.Count / most);
        Rectangle(html, "count", x, StripTop + Strip - height, width, height);
        html.Close();
    }

    private static void Rectangle(HtmlWriter html, string style, double x, double y, double width, double height) =>
        html.Empty("rect", ("class", style), ("x", Plain(x)), ("y", Plain(y)), ("width", Plain(width)), ("height", Plain(height)));
}
