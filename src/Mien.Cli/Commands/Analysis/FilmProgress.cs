using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Imaging.Video;
using Mien.Learning.Reports;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Tells how far a video is, how fast it goes and how long it will take.</summary>
internal sealed class FilmProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Shell shell;
    private readonly ProgressReport report;
    private readonly TimeSpan from;
    private readonly TimeSpan? end;
    private long start;
    private long shown;
    private long frames;
    private double startShare;

    /// <summary>A video begins.</summary>
    /// <param name="info">What is known of it.</param>
    /// <param name="reading">What of it is read.</param>
    /// <param name="shell">Clock, and whether anybody looks.</param>
    /// <param name="report">What moves the bar.</param>
    public FilmProgress(VideoInfo info, VideoReaderOptions reading, Shell shell, ProgressReport report)
    {
        (this.shell, this.report, from) = (shell, report, reading.From);
        end = reading.To < info.Duration || info.Duration is null ? reading.To ?? info.Duration : info.Duration;
        start = shell.Time.GetTimestamp();
    }

    /// <summary>Takes in that a frame is done.</summary>
    /// <param name="time">The frame's.</param>
    /// <param name="isStored">Whether it was done by an earlier run, which says nothing of the speed.</param>
    public void Take(TimeSpan time, bool isStored)
    {
        if (!shell.IsLive)
            return;
        var share = end > from ? Math.Clamp((time - from) / (end.Value - from), 0, 1) : 0;
        if (isStored)
            (start, startShare) = (shell.Time.GetTimestamp(), share);
        else
            frames++;
        if (shell.Time.GetElapsedTime(shown) < Pause)
            return;
        shown = shell.Time.GetTimestamp();
        var taken = shell.Time.GetElapsedTime(start);
        var left = share > startShare ? taken * ((1 - share) / (share - startShare)) : TimeSpan.Zero;
        report(share, string.Create(CultureInfo.InvariantCulture, $"{HourClock.Of(time)} of {HourClock.Of(end ?? time)}  {frames / Math.Max(taken.TotalSeconds, 1e-3):F0} frames/s  {HourClock.Of(left)} left"));
    }
}
