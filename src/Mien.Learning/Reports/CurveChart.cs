using static Mien.Learning.Reports.ReportNumbers;

namespace Mien.Learning.Reports;

/// <summary>Values over epochs as lines, the best epoch marked.</summary>
internal sealed class CurveChart
{
    private const double Width = 460;
    private const double Height = 264;
    private const double Left = 42;
    private const double Right = 8;
    private const double Top = 22;
    private const double Bottom = 36;
    private readonly IReadOnlyList<CurveSeries> series;
    private readonly ReportTexts texts;
    private readonly Func<double, int, string> format;
    private readonly double[] ticks;
    private readonly int first;
    private readonly int last;

    /// <summary>A chart.</summary>
    /// <param name="series">The lines, each with a point at least.</param>
    /// <param name="texts">The language.</param>
    /// <param name="format">How a value is written, given the digits that the axis needs.</param>
    public CurveChart(IReadOnlyList<CurveSeries> series, ReportTexts texts, Func<double, int, string> format)
    {
        (this.series, this.texts, this.format) = (series, texts, format);
        var points = series.SelectMany(s => s.Points).ToList();
        ticks = AxisTicks.Of(points.Min(p => p.Value), points.Max(p => p.Value));
        (first, last) = (points.Min(p => p.Epoch), points.Max(p => p.Epoch));
    }

    /// <summary>Draws it under its title.</summary>
    /// <param name="html">Where.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="best">The epoch to mark.</param>
    public void Write(HtmlWriter html, string title, int best)
    {
        html.Open("div").Element("h3", title).Open("ul", ("class", "key"));
        foreach (var line in series)
            html.Open("li").Element("i", string.Empty, ("class", line.Colour)).Text(line.Name).Close();
        html.Close().Open("svg", ("viewBox", $"0 0 {Plain(Width)} {Plain(Height)}"), ("role", "img"), ("aria-label", title));
        Axes(html);
        if (best >= first && best <= last)
            Mark(html, best);
        foreach (var line in series)
            Line(html, line, best);
        html.Close().Close();
    }

    private double X(int epoch) => last == first ? (Left + Width - Right) / 2 : Left + ((Width - Left - Right) * (epoch - first) / (last - first));

    private double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (value - ticks[0]) / (ticks[^1] - ticks[0]));

    private void Axes(HtmlWriter html)
    {
        foreach (var tick in ticks)
        {
            Stroke(html, tick == ticks[0] ? "axis" : "grid", Left, Y(tick), Width - Right, Y(tick));
            Label(html, Left - 7, Y(tick) + 4, "end", format(tick, AxisTicks.Digits(ticks)));
        }
        var step = Math.Max(1, (int)AxisTicks.Of(0, Math.Max(1, last - first))[1]);
        for (var epoch = first == 1 ? Math.Max(1, step) : first; epoch <= last; epoch += step)
            Label(html, X(epoch), Height - Bottom + 17, "middle", texts.Numbers.Whole(epoch));
        if (first == 1 && step > 1)
            Label(html, X(1), Height - Bottom + 17, "middle", "1");
        Label(html, Width - Right, Height - 3, "end", texts.Epoch);
    }

    private void Mark(HtmlWriter html, int best)
    {
        Stroke(html, "best", X(best), Top - 8, X(best), Height - Bottom);
        // Above the field, where no line runs.
        var isRight = X(best) > Width / 2;
        Label(html, X(best) + (isRight ? 4 : -4), Top - 12, isRight ? "end" : "start", string.Format(null, texts.BestEpoch, texts.Numbers.Whole(best)), "strong");
    }

    private void Line(HtmlWriter html, CurveSeries line, int best)
    {
        html.Open("g", ("class", line.Colour));
        if (line.Points.Count > 1)
            html.Empty("path", ("class", "line"), ("d", "M" + string.Join('L', line.Points.Select(p => $"{Plain(X(p.Epoch))} {Plain(Y(p.Value))}"))));
        foreach (var (epoch, value) in line.Points)
        {
            // Every point answers to the pointer; only the best one is seen.
            var isSeen = epoch == best || line.Points.Count == 1;
            html.Open("circle", ("class", "dot"), ("cx", Plain(X(epoch))), ("cy", Plain(Y(value))), ("r", isSeen ? "4.5" : "5"), ("opacity", isSeen ? null : "0"));
            html.Element("title", $"{line.Name}, {texts.Epoch} {epoch}: {format(value, 4)}").Close();
        }
        html.Close();
    }

    private static void Stroke(HtmlWriter html, string style, double x1, double y1, double x2, double y2) =>
        html.Empty("line", ("class", style), ("x1", Plain(x1)), ("y1", Plain(y1)), ("x2", Plain(x2)), ("y2", Plain(y2)));

    private static void Label(HtmlWriter html, double x, double y, string anchor, string text, string? style = null) =>
        html.Element("text", text, ("x", Plain(x)), ("y", Plain(y)), ("text-anchor", anchor), ("class", style));
}
