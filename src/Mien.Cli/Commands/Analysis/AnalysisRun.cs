using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Reports;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Takes pictures through a recognizer to where their results are wanted.</summary>
internal sealed class AnalysisRun(EmotionRecognizer recognizer, Shell shell, IReadOnlyList<IAnalysisSink> sinks)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private bool hasFailed;

    /// <summary>Analyses all; what fails stops nothing else.</summary>
    /// <returns>The exit code.</returns>
    public int Run(SourceList sources)
    {
        foreach (var fault in sources.Faults)
            Take(fault);
        // A table comes at the end, lines come as the pictures do.
        var isShown = sources.Pictures.Count > 1 && (!shell.OutIsTerminal || sinks.OfType<AnalysisTable>().Any());
        shell.RunLive(report => Run(sources.Pictures, report), isShown);
        return hasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    private void Run(List<string> pictures, ProgressReport report)
    {
        // One picture has all threads for itself.
        var results = pictures.Count == 1 ? [One(pictures[0])] : recognizer.AnalyzeMany(pictures, shell.Cancellation);
        var (done, start, shown) = (0, shell.Time.GetTimestamp(), 0L);
        foreach (var result in results)
        {
            Take(result);
            done++;
            if (!shell.IsLive || shell.Time.GetElapsedTime(shown) < Pause)
                continue;
            shown = shell.Time.GetTimestamp();
            var rate = done / Math.Max(shell.Time.GetElapsedTime(start).TotalSeconds, 1e-3);
            report((double)done / pictures.Count, string.Create(
                CultureInfo.InvariantCulture, $"{done:N0} of {pictures.Count:N0} pictures  {rate:F0} a second  {HourClock.Of(TimeSpan.FromSeconds((pictures.Count - done) / rate))} left"));
        }
    }

    private AnalyzedSource One(string path)
    {
        try
        {
            return new AnalyzedSource(path, recognizer.Analyze(path, shell.Cancellation), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ImageFormatException or NotFiniteNumberException)
        {
            return new AnalyzedSource(path, null, fault);
        }
    }

    private void Take(AnalyzedSource result)
    {
        if (result.Fault is { } fault)
            Note(fault);
        foreach (var sink in sinks)
        {
            try
            {
                sink.Take(result);
            }
            catch (Exception unwritten) when (sink is AnnotationFolder && unwritten is IOException or UnauthorizedAccessException or ImageFormatException)
            {
                Note(unwritten);
            }
        }
    }

    private void Note(Exception fault)
    {
        hasFailed = true;
        shell.Note(Fault.Describe(fault));
    }
}
