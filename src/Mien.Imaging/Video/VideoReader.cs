namespace Mien.Imaging.Video;

/// <summary>
/// Reads the frames of a video file, of an address (http, https, rtsp …) or of a camera through ffmpeg, upright and with their own time
/// stamps. Memory is bounded by a ring of three frames, whatever the length. One thread reads at a time.
/// </summary>
public sealed class VideoReader : IDisposable
{
    private readonly FramePump _pump;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private bool _isDisposed;

    private VideoReader(FramePump pump, VideoInfo? info, CancellationToken cancellation)
    {
        _pump = pump;
        _cancellation = cancellation;
        Info = info!;
        _registration = cancellation.Register(pump.Stop);
        pump.Start();
    }

    /// <summary>What is known of the video. Of a live source these are the first frame's facts, after scaling.</summary>
    public VideoInfo Info { get; private set; }

    /// <summary>Pixels a row and rows of the frames that are read, within the limits of the options.</summary>
    public (int Width, int Height) FrameSize => _pump.FrameSize ?? (Info.Width, Info.Height);

    /// <summary>Frames so far that could not be decoded and are missing.</summary>
    public long SkippedFrames => _pump.Log.Skipped;

    /// <summary>Frames so far that were damaged and are delivered as well as the decoder could repair them.</summary>
    public long DamagedFrames => _pump.Log.Damaged;

    /// <summary>Frames so far that were not asked for in time (<see cref="VideoReaderOptions.DropLate"/>).</summary>
    public long DroppedFrames => _pump.Ring.Dropped;

    /// <summary>After the last frame: whether the file ended in the middle, before what its head promises.</summary>
    public bool IsTruncated => _pump.IsTruncated;

    /// <summary>ffmpeg's process number while it runs, for tests.</summary>
    internal int? ProcessId => _pump.ProcessId;

    /// <summary>Opens a video. A camera or live stream is opened once and the call waits for its first frame.</summary>
    /// <param name="source">
    /// A file's path; an address beginning with http, https, rtsp, rtmp, udp, tcp, rtp or srt; or a camera: its number or device
    /// (<c>0</c>, <c>/dev/video0</c>; Linux).
    /// </param>
    /// <param name="options">What of it is read; null for all frames at their size.</param>
    /// <param name="cancellation">Ends the reading at any time and kills ffmpeg.</param>
    /// <returns>A reader before its first frame.</returns>
    /// <exception cref="VideoException">It is missing, no video, too large, holds sound only, or ffmpeg is missing.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static VideoReader Open(string source, VideoReaderOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new VideoReaderOptions();
        options.Check();
        var from = VideoSource.Parse(source);
        var tools = options.Tools ?? FfmpegTools.Find();
        tools.RequireFfmpeg();
        var info = from.IsLive ? null : VideoProbe.Read(from, tools, cancellation);
        // What a camera or a broadcast at an address has to show comes once.
        if (info is { IsLive: true })
            (from, info) = (from.AsStream(info), null);
        if (from.IsLive && (options.From > TimeSpan.Zero || options.To is not null))
            throw new VideoException($"'{from.Name}' is a live source, which has no times to start and end at.");
        if (info is not null && (long)info.Width * info.Height > options.MostPixels)
            throw TooLarge(from.Name, info.Width, info.Height, options.MostPixels);
        cancellation.ThrowIfCancellationRequested();
        var reader = new VideoReader(new FramePump(from, options, tools, info), info, cancellation);
        if (info is null)
            reader.WaitForFirst();
        return reader;
    }

    /// <summary>What a source is called in messages and results: an address without the user and the password in it, all else as it is.</summary>
    /// <param name="source">As for <see cref="Open"/>.</param>
    public static string NameOf(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return VideoSource.NameOf(source);
    }

    /// <summary>Reads the next frame, waiting for it.</summary>
    /// <param name="frame">Gets the frame; its buffers are exchanged, so the same one can be given again and again.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="VideoException">There are no frames at all, ffmpeg was stopped, or a camera was unplugged, hung up or fell silent.</exception>
    /// <exception cref="OperationCanceledException">The token given to <see cref="Open"/> was set.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public bool TryRead(VideoFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _cancellation.ThrowIfCancellationRequested();
        if (_pump.Ring.TryTake(frame))
            return true;
        _cancellation.ThrowIfCancellationRequested();
        return _pump.Failure is { } failure ? throw failure : false;
    }

    /// <summary>The frames to the end; each is valid until the next is asked for.</summary>
    /// <returns>One and the same object again and again.</returns>
    /// <exception cref="VideoException">As <see cref="TryRead"/>.</exception>
    /// <exception cref="OperationCanceledException">The token given to <see cref="Open"/> was set.</exception>
    public IEnumerable<VideoFrame> ReadFrames()
    {
        var frame = new VideoFrame();
        while (TryRead(frame))
            yield return frame;
    }

    /// <summary>Kills ffmpeg, if it still runs, and frees the buffers.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _registration.Dispose();
        _pump.Dispose();
    }

    internal static VideoException TooLarge(string name, int width, int height, long most) =>
        new(FormattableString.Invariant($"'{name}' is too large: {width:N0}×{height:N0} pixels a frame; at most {most:N0} are read."));

    private void WaitForFirst()
    {
        _pump.WaitUntilOpen();
        if (_pump.First is { } first)
        {
            Info = new VideoInfo { Width = first.Width, Height = first.Height, AverageFrameRate = _pump.FrameRate, Codec = "live", IsLive = true };
            return;
        }

        Dispose();
        _cancellation.ThrowIfCancellationRequested();
        throw _pump.Failure ?? new VideoException("The source gave no frame.");
    }
}
