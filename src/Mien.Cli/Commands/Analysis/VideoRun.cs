using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Takes videos through an analyzer to where their results are wanted, while they run.</summary>
internal sealed class VideoRun(EmotionRecognizer recognizer, VideoReaderOptions reading, Shell shell, IReadOnlyList<IVideoSink> sinks)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Analyses all; one that fails stops no other.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> videos)
    {
        var hasFailed = false;
        foreach (var video in videos)
        {
            try
            {
                shell.RunLive(report => Run(video, report));
            }
            catch (VideoException fault)
            {
                shell.Note(fault.Message);
                hasFailed = true;
            }
        }
        return hasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    private void Run(string video, ProgressReport report)
    {
        using var reader = VideoReader.Open(video, reading, shell.Cancellation);
        var timeline = new PeopleTimeline();
        Each(sink => sink.Begin(video, reader.Info));
        try
        {
            var (start, shown, done) = (shell.Time.GetTimestamp(), 0L, 0L);
            foreach (var frame in new VideoAnalyzer(recognizer).Analyze(reader, shell.Cancellation))
            {
                Each(sink => sink.Take(frame));
                Tell(timeline.Add(frame));
                done++;
                if (!shell.IsLive || shell.Time.GetElapsedTime(shown) < Pause)
                    continue;
                shown = shell.Time.GetTimestamp();
                Report(report, reader.Info, frame.Time, done, shell.Time.GetElapsedTime(start));
            }
        }
        finally
        {
            // What is done is kept whatever ended it.
            Tell(timeline.Finish());
            Each(sink => sink.End(timeline.Summarize()));
        }
        Note(video, reader);
    }

    private void Report(ProgressReport report, VideoInfo info, TimeSpan time, long done, TimeSpan taken)
    {
        var end = reading.To ?? info.Duration ?? time;
        var share = end > reading.From ? Math.Clamp((time - reading.From) / (end - reading.From), 0, 1) : 0;
        var left = share > 0 ? taken * ((1 - share) / share) : TimeSpan.Zero;
        report(share, string.Create(CultureInfo.InvariantCulture, $"{time:h\\:mm\\:ss} of {end:h\\:mm\\:ss}  {done / Math.Max(taken.TotalSeconds, 1e-3):F0} frames/s  {left:h\\:mm\\:ss} left"));
    }

    private void Note(string video, VideoReader reader)
    {
        if (reader.SkippedFrames > 0)
            shell.Note(FormattableString.Invariant($"{reader.SkippedFrames:N0} frames of {video} cannot be decoded and are left out"));
        if (reader.IsTruncated)
            shell.Note($"{video} ends in the middle: what is there was analysed");
    }

    private void Tell(IReadOnlyList<PersonEvent> events)
    {
        foreach (var happened in events)
            Each(sink => sink.Take(happened));
    }

    private void Each(Action<IVideoSink> take)
    {
        foreach (var sink in sinks)
            take(sink);
    }
}
