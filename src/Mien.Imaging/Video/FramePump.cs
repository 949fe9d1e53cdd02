namespace Mien.Imaging.Video;

/// <summary>Runs ffmpeg on a thread of its own and fills the ring with its frames, matching each with its time stamp.</summary>
internal sealed class FramePump : IDisposable
{
    private const int RingFrames = 3;

    private readonly VideoSource _source;
    private readonly VideoReaderOptions _options;
    private readonly FfmpegTools _tools;
    private readonly VideoInfo? _probed;
    private readonly (int Width, int Height)? _size;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _opened = new();
    private readonly Thread _thread;
    private FfmpegProcess? _process;
    private bool _isStopped;
    private volatile bool _isSilent;
    private long _delivered;
    private long _firstIndex;
    private TimeSpan _last;
    private RisingClock _clock;

    public FramePump(VideoSource source, VideoReaderOptions options, FfmpegTools tools, VideoInfo? probed)
    {
        (_source, _options, _tools, _probed) = (source, options, tools, probed);
        _size = probed is null ? null : ReaderArguments.Fit(probed.Width, probed.Height, options);
        Ring = new FrameRing(RingFrames, options.DropLate);
        _thread = new Thread(Run) { IsBackground = true, Name = "mien video" };
    }

    public FrameRing Ring { get; }

    public FfmpegLog Log { get; private set; } = new();

    /// <summary>Why the frames ended before their time; null while they run and after a good end.</summary>
    public VideoException? Failure { get; private set; }

    public bool IsTruncated { get; private set; }

    /// <summary>The first frame's record, once it has come.</summary>
    public FrameRecord? First { get; private set; }

    /// <summary>A file's frames have a size from the beginning; a live source's are known by the first.</summary>
    public (int Width, int Height)? FrameSize => _size;

    public double FrameRate => _probed is { AverageFrameRate: > 0 } known ? known.AverageFrameRate : Log.Frames.FrameRate;

    /// <summary>The running process's number, for tests.</summary>
    public int? ProcessId
    {
        get
        {
            lock (_gate)
                return _process?.Id;
        }
    }

    private TimeSpan Step => _options.Step(FrameRate);

    /// <summary>How long the next of them is waited for: frames that are not wanted are no silence.</summary>
    private TimeSpan LongestSilence => _options.LongestSilence + Step;

    public void Start() => _thread.Start();

    /// <summary>Waits until the first frame has come or none will.</summary>
    public void WaitUntilOpen() => _opened.Wait();

    /// <summary>Kills ffmpeg and wakes whoever waits; from any thread.</summary>
    public void Stop()
    {
        FfmpegProcess? process;
        lock (_gate)
        {
            _isStopped = true;
            process = _process;
        }

        Ring.Stop();
        process?.Kill();
    }

    public void Dispose()
    {
        Stop();
        if (_thread.IsAlive)
            _thread.Join();
        _opened.Dispose();
    }

    private void Run()
    {
        try
        {
            var exit = RunOnce("-fps_mode");

            // ffmpeg before 5.1 knows the option by its old name only.
            if (_delivered == 0 && exit != 0 && (Log.Says("'fps_mode'") || Log.Says("'-fps_mode'")))
                exit = RunOnce("-vsync");
            if (_isSilent)
                Failure = VideoEnd.Silent(_source, _options, _delivered);
            else if (!_isStopped)
                (Failure, IsTruncated) = VideoEnd.Judge(_source, _options, _probed, Log, new VideoEnd(exit, _delivered, _last, FrameRate));
        }
        catch (VideoException error)
        {
            Failure = error;
        }
        finally
        {
            Ring.Complete();
            _opened.Set();
        }
    }

    private int RunOnce(string syncOption)
    {
        using var process = FfmpegProcess.Start(_tools.RequireFfmpeg(), ReaderArguments.Create(_source, _options, _probed, syncOption));
        PipeSize.Enlarge(process.Output);
        Log = process.Log;
        lock (_gate)
        {
            if (_isStopped)
                return 0;
            _process = process;
        }

        using var silence = _source.IsLive ? new SilenceWatch(LongestSilence, () => EndSilent(process)) : null;
        try
        {
            while (process.Log.Frames.TryTake(out var record))
            {
                // That whoever reads is slow is no silence.
                silence?.Pause();
                if (Ring.Rent() is not { } frame)
                    break;
                silence?.Restart(LongestSilence);
                CheckSize(record);

                // ffmpeg counts the length from the first frame that it gives, and so goes a little too far.
                if (record.Time >= _options.To)
                    return 0;
                frame.Prepare(record.Width, record.Height);
                if (!TryFill(process.Output, frame.Samples))
                    break;
                silence?.Restart(LongestSilence);
                Deliver(frame, record);
            }

            if (!_isStopped)
                return process.Wait();
            return 0;
        }
        finally
        {
            lock (_gate)
                _process = null;
        }
    }

    /// <summary>With the process the waiting for it ends, whichever of its two pipes that is for.</summary>
    private void EndSilent(FfmpegProcess process)
    {
        _isSilent = true;
        process.Kill();
    }

    private void Deliver(VideoFrame frame, FrameRecord record)
    {
        var time = _clock.Next(record.Time ?? (_delivered == 0 ? _options.From : _last + Step), Step);
        if (_delivered == 0)
            _firstIndex = _options.From > TimeSpan.Zero ? (long)Math.Round(time.TotalSeconds * FrameRate) : 0;
        frame.Index = _firstIndex + (record.Number * _options.Every);
        frame.Time = time;
        frame.IsFullRange = record.IsFullRange;
        frame.Matrix = record.Matrix ?? Guess(record);
        _last = time;
        _delivered++;
        Ring.Publish(frame);
        if (_opened.IsSet)
            return;
        First = record;
        _opened.Set();
    }

    /// <summary>Files that do not tell their matrix follow the size, as players take it.</summary>
    private YuvMatrix Guess(FrameRecord record)
    {
        var (width, height) = _probed is null ? (record.Width, record.Height) : (_probed.Width, _probed.Height);
        return _probed?.IsStoredAsRgb == true || Math.Min(width, height) < 720 ? YuvMatrix.Bt601 : YuvMatrix.Bt709;
    }

    private void CheckSize(FrameRecord record)
    {
        if ((long)record.Width * record.Height > _options.MostPixels)
            throw VideoReader.TooLarge(_source.Name, record.Width, record.Height, _options.MostPixels);
        if (_size is { } size && size != (record.Width, record.Height))
            throw new VideoException($"'{_source.Name}' cannot be read: ffmpeg gave a frame of {record.Width}×{record.Height} in place of {size.Width}×{size.Height}.");
    }

    private static bool TryFill(Stream stream, Span<byte> samples)
    {
        try
        {
            return stream.ReadAtLeast(samples, samples.Length, throwOnEndOfStream: false) == samples.Length;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
