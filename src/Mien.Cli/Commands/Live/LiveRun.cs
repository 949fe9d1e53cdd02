using Mien.Cli.Commands.Analysis;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Live;

/// <summary>Takes what a camera sees through an analyzer to where it is wanted, until it ends or somebody ends it.</summary>
/// <param name="recognizer">Who finds and reads faces.</param>
/// <param name="reading">What of the camera is read.</param>
/// <param name="shell">Clock, cancellation, and where faults are told.</param>
/// <param name="sinks">Where results go; those who show them last.</param>
internal sealed class LiveRun(EmotionRecognizer recognizer, VideoReaderOptions reading, Shell shell, IReadOnlyList<ILiveSink> sinks) : IDisposable
{
    // What is seen is shown a fifth of a second later: a picture that lags more is no mirror.
    private static readonly VideoAnalyzerOptions Analysis = new()
    {
        ReadAhead = false,
        KeepPictures = true,
        SearchInterval = TimeSpan.FromSeconds(0.07),
        Smoothing = new() { Lag = TimeSpan.FromSeconds(0.12) },
    };

    private IReadOnlyList<string> decoding = [];
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(shell.Cancellation);

    /// <summary>Frames seen so far.</summary>
    public long Frames { get; private set; }

    /// <summary>The time of the last of them.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Changes seen so far.</summary>
    public long Changes { get; private set; }

    /// <summary>Watches a camera.</summary>
    /// <param name="camera">Its number, device, address or file.</param>
    /// <param name="limit">When it ends by itself; null for never.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The program was asked to end.</exception>
    public int Run(string camera, TimeSpan? limit)
    {
        var (fault, hasFailed) = ((string?)null, false);
        using var timer = limit is { } time ? new CancellationTokenSource(time, shell.Time) : null;
        using var registration = timer?.Token.Register(Stop);
        try
        {
            fault = Watch(camera);
        }
        catch (VideoException told)
        {
            fault = told.Message;
        }
        catch (OperationCanceledException) when (!shell.Cancellation.IsCancellationRequested)
        {
            fault = Frames == 0 && timer?.IsCancellationRequested == true ? FormattableString.Invariant($"'{VideoReader.NameOf(camera)}' gave no frame within {limit!.Value.TotalSeconds:0.##} seconds.") : null;
        }
        finally
        {
            // What is saved stays and is completed whatever ended it; the terminal is left before a fault is told.
            hasFailed = !Completion.Each(sinks.Reverse(), sink => sink.End(), shell);
            foreach (var line in decoding)
                shell.Note(line);
        }
        if (fault is not null)
            shell.Note(fault);
        return fault is null && !hasFailed ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Ends the run in order, from any thread.</summary>
    public void Stop()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();

    private string? Watch(string camera)
    {
        using var reader = VideoReader.Open(camera, reading, stop.Token);
        try
        {
            return Watch(camera, reader);
        }
        finally
        {
            decoding = DecodingNotes.Of(reader, camera);
        }
    }

    private string? Watch(string camera, VideoReader reader)
    {
        var (width, height) = reader.FrameSize;
        foreach (var sink in sinks)
            sink.Begin(VideoReader.NameOf(camera), reader.Info with { Width = width, Height = height });
        var changes = new EmotionChanges();
        foreach (var frame in new VideoAnalyzer(recognizer, Analysis).Analyze(reader, stop.Token))
        {
            (Frames, Time) = (Frames + 1, frame.Time);
            foreach (var change in changes.Add(frame))
            {
                Changes++;
                foreach (var sink in sinks)
                    sink.Take(change, frame.Picture!);
            }
            foreach (var sink in sinks)
            {
                if (!sink.Take(frame))
                    return null;
            }
        }
        return reader.IsTruncated ? $"{VideoReader.NameOf(camera)} ends in the middle." : null;
    }
}
