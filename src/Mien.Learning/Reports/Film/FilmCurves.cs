using System.Text;
using static Mien.Learning.Reports.ReportNumbers;

namespace Mien.Learning.Reports.Film;

/// <summary>Valence and arousal over time, of the faces that are seen longest.</summary>
internal sealed class FilmCurves(FilmContent content, IReadOnlyList<int> shown, TimeAxis axis, ReportTexts texts, FilmTexts film)
{
    private const int MostLines = 3;
    private const double Height = 170;
    private const double Top = 8;
    private const double Bottom = 146;
    private static readonly double[] Ticks = [-1, -0.5, 0, 0.5, 1];
    private readonly FilmRecord record = content.Record;

    /// <summary>Writes the section; nothing where the model's classes have no place among valence and arousal.</summary>
    public void Write(HtmlWriter html)
    {
        var lines = shown.Take(MostLines).Where(id => content.People[id].Valence is not null).ToList();
        if (lines.Count == 0)
            return;
        html.Open("section").Element("h2", film.Curves).Element("p", film.CurvesNote, ("class", "note"));
        Key(html, lines);
        Chart(html, film.Valence, lines, bin => bin.Valence);
        Chart(html, film.Arousal, lines, bin => bin.Arousal);
        html.Close();
    }

    private void Key(HtmlWriter html, List<int> lines)
    {
        if (lines.Count == 1)
            return;
        html.Open("ul", ("class", "key"));
        for (var i = 0; i < lines.Count; i++)
            html.Open("li").Element("i", string.Empty, ("class", Colour(i))).Text(string.Format(null, film.FaceNumber, texts.Numbers.Whole(lines[i]))).Close();
        html.Close();
    }

    private static string Colour(int line) => line switch { 0 => "s1", 1 => "s0", _ => "s2" };

    private void Chart(HtmlWriter html, string title, List<int> lines, Func<TimeBin, double> value)
    {
        html.Element("h3", title, ("style", "margin-top:1rem")).Open("div", ("class", "scroll"));
        html.Open("svg", ("class", "wide"), ("viewBox", $"0 0 {Plain(TimeAxis.Width)} {Plain(Height)}"), ("role", "img"), ("aria-label", title));
        axis.Write(html, Top, Bottom);
        foreach (var tick in Ticks)
        {
            html.Empty("line", ("class", tick == 0 ? "axis" : "grid"), ("x1", Plain(TimeAxis.Left)), ("y1", Plain(Y(tick))), ("x2", Plain(axis.X(axis.End))), ("y2", Plain(Y(tick))));
            html.Element("text", texts.Numbers.Number(tick, 1), ("x", Plain(TimeAxis.Left - 8)), ("y", Plain(Y(tick) + 4)), ("text-anchor", "end"));
        }
        for (var i = lines.Count - 1; i >= 0; i--)
            html.Open("g", ("class", Colour(i))).Empty("path", ("class", "line thin"), ("d", Path(record.BinsOf(lines[i]), value))).Close();
        html.Close().Close();
    }

    private static double Y(double value) => Top + ((Bottom - Top) * (1 - value) / 2);

    /// <summary>A line through the middles of the times, broken where the face was not seen.</summary>
    private string Path(IReadOnlyList<TimeBin> bins, Func<TimeBin, double> value)
    {
        var path = new StringBuilder();
        for (var i = 0; i < bins.Count; i++)
        {
            var isNext = i > 0 && bins[i].Index == bins[i - 1].Index + 1;
            var (x, y) = (Plain(axis.X((record.First + (record.BinLength * (bins[i].Index + 0.5))).TotalSeconds)), Plain(Y(value(bins[i]))));
            path.Append(isNext ? 'L' : 'M').Append(x).Append(' ').Append(y);
            // A time alone is a point.
            if (!isNext && (i + 1 == bins.Count || bins[i + 1].Index != bins[i].Index + 1))
                path.Append("h0.01");
        }
        return path.ToString();
    }
}
