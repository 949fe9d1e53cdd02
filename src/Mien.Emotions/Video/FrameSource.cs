using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Imaging;
using Mien.Imaging.Video;

namespace Mien.Emotions.Video;

/// <summary>
/// Reads the frames of a video and has those searched that are due. A film is read ahead by one search, which runs on another thread while the frames before it
/// are judged. For one reader and one thread; disposing it waits for a search that still runs.
/// </summary>
internal sealed class FrameSource : IDisposable
{
    // Larger than 4K, the frames of a quarter of a second would take most of a small machine's memory.
    private const long MostAhead = 4096L * 2304;
    private readonly VideoReader reader;
    private readonly EmotionRecognizer recognizer;
    private readonly VideoAnalyzerOptions options;
    private readonly PicturePool judged;
    private readonly PicturePool shown;
    private readonly CancellationToken cancellation;
    private readonly bool readsAhead;
    private readonly SearchSchedule schedule;
    private readonly CutDetector cuts = new();

    // The next search begins when the last one has ended, so that two pictures are enough.
    private readonly PicturePool searched = new();
    private Task<IReadOnlyList<FaceDetection>> search = Task.FromResult<IReadOnlyList<FaceDetection>>([]);

    /// <summary>Frames of a reader.</summary>
    /// <param name="reader">The video.</param>
    /// <param name="recognizer">Who searches.</param>
    /// <param name="options">Which frames are searched, and how large.</param>
    /// <param name="judged">Where pictures for the model come from.</param>
    /// <param name="shown">Where pictures to be shown come from.</param>
    /// <param name="cancellation">Ends it.</param>
    public FrameSource(VideoReader reader, EmotionRecognizer recognizer, VideoAnalyzerOptions options, PicturePool judged, PicturePool shown, CancellationToken cancellation)
    {
        (this.reader, this.recognizer, this.options, this.judged, this.shown, this.cancellation) = (reader, recognizer, options, judged, shown, cancellation);
        var (width, height) = reader.FrameSize;
        readsAhead = options.ReadAhead && !reader.Info.IsLive && recognizer.Options.ThreadCount > 1 && (long)width * height <= MostAhead;
        Detector = readsAhead ? recognizer.SingleThreadDetector : recognizer.Detector;
        schedule = new SearchSchedule(options);
    }

    /// <summary>Who searches.</summary>
    public IFaceDetector Detector { get; }

    /// <summary>The frames in order.</summary>
    public IEnumerable<ReadFrame> Read()
    {
        var ahead = new Queue<ReadFrame>();
        foreach (var frame in reader.ReadFrames())
        {
            cancellation.ThrowIfCancellationRequested();
            var picture = Copy(frame, judged, recognizer.FaceInput.Channels);
            var isCut = cuts.IsCut(picture);
            var isDue = schedule.IsDue(frame.Time, isCut);
            ahead.Enqueue(new ReadFrame(frame.Index, frame.Time, picture, options.KeepPictures ? Copy(frame, shown, channels: 3) : null, isCut, isDue ? Search(frame) : null));
            if (readsAhead && !isDue)
                continue;
            while (ahead.Count > (readsAhead ? 1 : 0))
                yield return ahead.Dequeue();
        }
        while (ahead.TryDequeue(out var frame))
            yield return frame;
    }

    /// <inheritdoc/>
    public void Dispose() => Task.WaitAny(search);

    private Task<IReadOnlyList<FaceDetection>> Search(VideoFrame frame)
    {
        var (width, height) = options.SearchSize(frame.Width, frame.Height, recognizer.Options.MinFaceSize);
        var (picture, fullWidth) = (Copy(frame, searched, width, height, Detector is HaarDetector ? 1 : 3), frame.Width);
        if (!readsAhead)
            return Task.FromResult(Search(picture, fullWidth));
        // A fault of the last one is met where its faces are asked for.
        Task.WaitAny(search);
        return search = Task.Run(() => Search(picture, fullWidth), CancellationToken.None);
    }

    private IReadOnlyList<FaceDetection> Search(Image picture, int fullWidth)
    {
        var faces = FaceSearch.Run(Detector, picture, options.FaintShare, fullWidth, cancellation);
        searched.Return(picture);
        return faces;
    }

    private static Image Copy(VideoFrame frame, PicturePool pool, int channels) => Copy(frame, pool, frame.Width, frame.Height, channels);

    private static Image Copy(VideoFrame frame, PicturePool pool, int width, int height, int channels)
    {
        var picture = pool.Rent(width, height, channels);
        if (channels == 1)
            frame.CopyGrey(picture);
        else
            frame.CopyRgb(picture);
        return picture;
    }
}
