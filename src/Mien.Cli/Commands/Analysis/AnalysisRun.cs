using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Imaging;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Takes pictures through a recognizer to where their results are wanted.</summary>
internal sealed class AnalysisRun(EmotionRecognizer recognizer, Shell shell, IReadOnlyList<IAnalysisSink> sinks)
{
    private bool hasFailed;

    /// <summary>Analyses all; what fails stops nothing else.</summary>
    /// <returns>The exit code.</returns>
    public int Run(SourceList sources)
    {
        using var progress = new ProgressLine(shell, "pictures", sources.Pictures.Count);
        foreach (var fault in sources.Faults)
            Take(fault, progress);
        var done = 0;
        // One picture has all threads for itself.
        var results = sources.Pictures.Count == 1 ? [One(sources.Pictures[0])] : recognizer.AnalyzeMany(sources.Pictures, shell.Cancellation);
        foreach (var result in results)
        {
            Take(result, progress);
            progress.Show(++done);
        }
        return hasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    private AnalyzedSource One(string path)
    {
        try
        {
            return new AnalyzedSource(path, recognizer.Analyze(path, shell.Cancellation), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            return new AnalyzedSource(path, null, fault);
        }
    }

    private void Take(AnalyzedSource result, ProgressLine progress)
    {
        if (result.Fault is { } fault)
            Note(fault, progress);
        foreach (var sink in sinks)
        {
            try
            {
                sink.Take(result);
            }
            catch (Exception unwritten) when (sink is AnnotationFolder && unwritten is IOException or UnauthorizedAccessException or ImageFormatException)
            {
                Note(unwritten, progress);
            }
        }
    }

    private void Note(Exception fault, ProgressLine progress)
    {
        hasFailed = true;
        progress.Hide();
        shell.Note(Fault.Describe(fault));
    }
}
