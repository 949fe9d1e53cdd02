using System.Globalization;
using static Mien.Learning.Reports.ReportNumbers;

namespace Mien.Learning.Reports.Film;

/// <summary>A film's time along the width of a drawing; all drawings of a page share it.</summary>
/// <param name="first">The first frame's time.</param>
/// <param name="last">The last frame's.</param>
internal sealed class TimeAxis(TimeSpan first, TimeSpan last)
{
    /// <summary>The width of a drawing.</summary>
    public const double Width = 1000;

    /// <summary>Where the times begin.</summary>
    public const double Left = 44;

    private const double Right = 8;
    private const int MostTicks = 10;
    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400];
    private readonly double start = first.TotalSeconds;
    private readonly double length = Math.Max((last - first).TotalSeconds, 0.001);

    /// <summary>The film's last second.</summary>
    public double End => start + length;

    /// <summary>Where a time lies.</summary>
    public double X(double seconds) => Left + ((Width - Left - Right) * Math.Clamp((seconds - start) / length, 0, 1));

    /// <summary>A time as people read it; tenths where the film is short.</summary>
    public string Clock(TimeSpan time) => Read(time, hasTenths: length < 60);

    /// <summary>Draws lines and times.</summary>
    public void Write(HtmlWriter html, double top, double bottom)
    {
        var step = Array.Find(Steps, step => length / step <= MostTicks) is > 0 and var found ? found : Steps[^1];
        for (var tick = Math.Ceiling((start / step) - 1e-9) * step; tick <= End + 1e-9; tick += step)
        {
            html.Empty("line", ("class", "grid"), ("x1", Plain(X(tick))), ("y1", Plain(top)), ("x2", Plain(X(tick))), ("y2", Plain(bottom)));
            html.Element("text", Tick(tick, step), ("x", Plain(X(tick))), ("y", Plain(bottom + 17)), ("text-anchor", X(tick) > Width - 24 ? "end" : "middle"));
        }
    }

    private string Tick(double seconds, double step) =>
        Read(TimeSpan.FromSeconds(seconds), hasTenths: step < 1);

    private string Read(TimeSpan time, bool hasTenths) =>
        End >= 3600 ? HourClock.Of(time) : time.ToString(hasTenths ? @"m\:ss\.f" : @"m\:ss", CultureInfo.InvariantCulture);
}
