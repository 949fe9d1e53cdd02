using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Mien.Faces;
using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Emotions.Video;

/// <summary>
/// Tells the emotions of all faces of a video, frame by frame, with numbers that stay with the faces. Results come as frames are read and no faster than they are
/// taken; memory does not grow with the length. One analyzer may run several videos at once.
/// </summary>
public sealed class VideoAnalyzer
{
    private readonly EmotionRecognizer recognizer;
    private readonly VideoAnalyzerOptions options;

    /// <summary>An analyzer.</summary>
    /// <param name="recognizer">Whose detector and model are used; it stays the caller's and must live as long as results are taken.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public VideoAnalyzer(EmotionRecognizer recognizer, VideoAnalyzerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        this.recognizer = recognizer;
        this.options = options ?? new VideoAnalyzerOptions();
        this.options.Validate();
    }

    /// <summary>Analyses what a reader still has, on the caller's thread.</summary>
    /// <param name="reader">A video; it stays the caller's.</param>
    /// <param name="cancellation">Ends the analysis.</param>
    /// <returns>A result a frame, in order, some frames later than read. What is thrown is thrown while results are taken.</returns>
    /// <exception cref="VideoException">The video cannot be read any further.</exception>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="Mien.Neural.ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="NotFiniteNumberException">The model's answer is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<FrameResult> Analyze(VideoReader reader, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return Run(reader, cancellation);
    }

    /// <summary>Analyses a video file, an address or a camera, as <see cref="VideoReader.Open"/> takes them.</summary>
    /// <param name="source">The video.</param>
    /// <param name="reading">What of it is read; null for all frames.</param>
    /// <param name="cancellation">Ends the analysis.</param>
    /// <returns>A result a frame, in order. The work is done on the thread pool while a result is waited for.</returns>
    /// <exception cref="VideoException">The video cannot be read, or ffmpeg is missing.</exception>
    /// <exception cref="ArgumentException">An option of <paramref name="reading"/> is out of range.</exception>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="Mien.Neural.ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="NotFiniteNumberException">The model's answer is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async IAsyncEnumerable<FrameResult> AnalyzeAsync(string source, VideoReaderOptions? reading = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var reader = await Task.Run(() => VideoReader.Open(source, reading, cancellation), cancellation).ConfigureAwait(false);
        using var results = Run(reader, cancellation).GetEnumerator();
        while (await Task.Run(results.MoveNext, cancellation).ConfigureAwait(false))
            yield return results.Current;
    }

    /// <summary>Analyses frames of one's own.</summary>
    /// <param name="frames">The frames in the order of their times.</param>
    /// <param name="cancellation">Ends the analysis.</param>
    /// <returns>A result a frame, in order.</returns>
    /// <exception cref="ArgumentException">Times do not rise, or a frame has another size than the first.</exception>
    /// <exception cref="FileNotFoundException">The file of a detector or a cascade was asked for and is missing.</exception>
    /// <exception cref="InvalidDataException">The cascade that was asked for is none that can be read.</exception>
    /// <exception cref="Mien.Neural.ModelFormatException">The detector's file is none of the YuNet family.</exception>
    /// <exception cref="NotFiniteNumberException">The model's answer is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async IAsyncEnumerable<FrameResult> AnalyzeAsync(IAsyncEnumerable<TimedImage> frames, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(frames);
        var (analyzer, cuts, schedule) = (new FrameAnalyzer(recognizer, recognizer.Detector, options, _ => { }), new CutDetector(), new SearchSchedule(options));
        var number = 0L;
        ((int Width, int Height)? size, TimeSpan? last) = (null, null);
        await foreach (var frame in frames.WithCancellation(cancellation).ConfigureAwait(false))
        {
            size ??= (frame.Image.Width, frame.Image.Height);
            if (size != (frame.Image.Width, frame.Image.Height))
                throw new ArgumentException($"Frame {number} has {frame.Image.Width}×{frame.Image.Height} pixels, and the first had {size.Value.Width}×{size.Value.Height}.", nameof(frames));
            if (frame.Time <= last)
                throw new ArgumentException($"Frames come in the order of their times; frame {number} at {frame.Time} is not after {last}.", nameof(frames));
            last = frame.Time;
            var at = number++;
            foreach (var result in await Task.Run(() => Add(analyzer, cuts, schedule, at, frame, cancellation), cancellation).ConfigureAwait(false))
                yield return result;
        }
        foreach (var result in await Task.Run(() => analyzer.Finish(cancellation), cancellation).ConfigureAwait(false))
            yield return result;
    }

    private IEnumerable<FrameResult> Run(VideoReader reader, CancellationToken cancellation)
    {
        var (judgedFrames, shownFrames) = (new PicturePool(), new PicturePool());
        using var frames = new FrameSource(reader, recognizer, options, judgedFrames, shownFrames, cancellation);
        var analyzer = new FrameAnalyzer(recognizer, frames.Detector, options, judgedFrames.Return);
        using var read = frames.Read().GetEnumerator();
        ExceptionDispatchInfo? lost = null;
        while (Next(read, reader.Info.IsLive, ref lost))
        {
            var frame = read.Current;
            foreach (var result in analyzer.Add(frame.Number, frame.Time, frame.Picture, frame.Shown, frame.IsCut, frame.Search?.GetAwaiter().GetResult(), cancellation))
            {
                yield return result;
                if (result.Picture is { } seen)
                    shownFrames.Return(seen);
            }
        }
        foreach (var result in analyzer.Finish(cancellation))
            yield return result;
        lost?.Throw();
    }

    /// <summary>Goes on to the next frame. What a camera saw before it was lost is told before that; a film can be read again.</summary>
    private static bool Next(IEnumerator<ReadFrame> frames, bool isLive, ref ExceptionDispatchInfo? lost)
    {
        try
        {
            return frames.MoveNext();
        }
        catch (VideoException fault) when (isLive)
        {
            lost = ExceptionDispatchInfo.Capture(fault);
            return false;
        }
    }

    private IReadOnlyList<FrameResult> Add(FrameAnalyzer analyzer, CutDetector cuts, SearchSchedule schedule, long number, TimedImage frame, CancellationToken cancellation)
    {
        var picture = recognizer.FaceInput.Convert(frame.Image);
        var isCut = cuts.IsCut(picture);
        var found = schedule.IsDue(frame.Time, isCut) ? Search(frame.Image, cancellation) : null;
        return analyzer.Add(number, frame.Time, picture, frame.Image, isCut, found, cancellation);
    }

    private IReadOnlyList<FaceDetection> Search(Image image, CancellationToken cancellation)
    {
        var (width, height) = options.SearchSize(image.Width, image.Height, recognizer.Options.MinFaceSize);
        return FaceSearch.Run(recognizer.Detector, width == image.Width ? image : image.Resize(width, height), options.FaintShare, image.Width, cancellation);
    }
}
