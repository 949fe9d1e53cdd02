using Mien.Cli.Commands.Analysis.Stored;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Imaging;
using Mien.Imaging.Video;
using Mien.Learning.Reports;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Takes videos through an analyzer to where their results are wanted, while they run.</summary>
/// <param name="recognizer">Whose detector and model are used.</param>
/// <param name="reading">What of the videos is read.</param>
/// <param name="shell">Notes, progress, cancellation.</param>
/// <param name="sinks">Where the results go.</param>
/// <param name="stored">What there is already of the one video; null where nothing.</param>
internal sealed class VideoRun(EmotionRecognizer recognizer, VideoReaderOptions reading, Shell shell, VideoSinks sinks, StoredFilm? stored = null)
{
    // Frames further apart than faces are followed by default still have the same faces.
    private const double StepsFollowed = 2.5;

    /// <summary>Whether the results carry their frames.</summary>
    public bool KeepPictures { get; init; }

    /// <summary>Analyses all; one that fails stops no other.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> videos)
    {
        var hasFailed = false;
        // Lines on a terminal and a bar would write over one another.
        var isShown = !shell.OutIsTerminal || sinks.Has<VideoTable>();
        foreach (var video in videos)
        {
            try
            {
                shell.RunLive(report => Run(video, report), isShown);
            }
            catch (VideoException fault)
            {
                shell.Note(fault.Message);
                hasFailed = true;
            }
        }
        return hasFailed || sinks.HasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    private void Run(string video, ProgressReport report)
    {
        if (stored is { Header: { } header, Request.Info: var info })
        {
            Follow(header.Source, info, stored.Last is null ? Analyzed(video, reading, info) : Resumed(video, info), report);
            return;
        }
        using var reader = VideoReader.Open(video, reading, shell.Cancellation);
        Follow(video, reader.Info, Analyzed(video, reader), report);
    }

    private void Follow(string source, VideoInfo info, IEnumerable<FrameResult> results, ProgressReport report)
    {
        var (timeline, progress) = (new PeopleTimeline(Step(info, reading)), new FilmProgress(info, reading, shell, report));
        using var frames = results.GetEnumerator();
        // Of a video without a frame there is nothing to tell but that.
        var hasFrame = frames.MoveNext();
        sinks.Begin(source, info);
        try
        {
            for (; hasFrame; hasFrame = frames.MoveNext())
            {
                var frame = FrameRounding.Round(frames.Current);
                sinks.Take(frame);
                sinks.Take(timeline.Add(frame));
                progress.Take(frame.Time, frame.Frame <= stored?.Last?.Frame);
            }
        }
        finally
        {
            // What is done is kept whatever ended it.
            sinks.End(timeline.Finish(), timeline.Summarize());
        }
    }

    /// <summary>The stored frames, and those behind them.</summary>
    private IEnumerable<FrameResult> Resumed(string video, VideoInfo info)
    {
        foreach (var frame in KeepPictures ? WithPictures(video) : stored!.Frames())
        {
            shell.Cancellation.ThrowIfCancellationRequested();
            yield return frame;
        }
        var continuation = new FilmContinuation(stored!);
        if (!continuation.HasMore(shell.Cancellation))
        {
            shell.Note(FormattableString.Invariant($"{stored!.Path} holds all {stored.Count:N0} frames already; none was analysed again"));
            yield break;
        }
        shell.Note(FormattableString.Invariant($"{stored!.Path} holds {stored.Count:N0} frames to {HourClock.Of(stored.Last!.Time, @"mm\:ss\.f")}; going on from there"));
        foreach (var frame in continuation.Continue(Analyzed(video, continuation.Reading(), info)))
            yield return frame;
    }

    /// <summary>The stored frames with their pictures, decoded again.</summary>
    private IEnumerable<FrameResult> WithPictures(string video)
    {
        using var reader = VideoReader.Open(video, reading, shell.Cancellation);
        var (frame, picture) = (new VideoFrame(), (Image?)null);
        foreach (var known in stored!.Frames())
        {
            if (!reader.TryRead(frame) || !FilmContinuation.AreSame(frame.Time, known.Time))
                throw new VideoException(FormattableString.Invariant($"'{VideoReader.NameOf(video)}' has no frame at {known.Time.TotalSeconds:0.######} s, of which {stored.Path} tells: it has changed since."));
            picture ??= new Image(frame.Width, frame.Height, 3);
            frame.CopyRgb(picture);
            yield return known with { Picture = picture };
        }
    }

    private IEnumerable<FrameResult> Analyzed(string video, VideoReaderOptions part, VideoInfo info)
    {
        using var reader = VideoReader.Open(video, part, shell.Cancellation);
        foreach (var frame in Analyzed(video, reader, info))
            yield return frame;
    }

    private IEnumerable<FrameResult> Analyzed(string video, VideoReader reader, VideoInfo? info = null)
    {
        var options = new VideoAnalyzerOptions { KeepPictures = KeepPictures };
        options = options with { Tracking = options.Tracking with { LongestGap = Step(info ?? reader.Info, reading, options.Tracking.LongestGap) } };
        try
        {
            foreach (var frame in new VideoAnalyzer(recognizer, options).Analyze(reader, shell.Cancellation))
                yield return frame;
        }
        finally
        {
            foreach (var line in DecodingNotes.Of(reader, video))
                shell.Note(line);
        }
        if (reader.IsTruncated)
            shell.Note($"{VideoReader.NameOf(video)} ends in the middle: what is there was analysed");
    }

    /// <summary>How long a face may be unseen: longer than usual where the frames that are taken lie further apart, but at most a minute.</summary>
    /// <param name="info">The video.</param>
    /// <param name="reading">What of it is read.</param>
    /// <param name="usual">The usual time; null for a second.</param>
    public static TimeSpan Step(VideoInfo info, VideoReaderOptions reading, TimeSpan? usual = null)
    {
        var step = info.AverageFrameRate > 0 ? StepsFollowed * reading.Every / info.AverageFrameRate : 0;
        return TimeSpan.FromSeconds(Math.Clamp(step, usual?.TotalSeconds ?? 1, 60));
    }
}
