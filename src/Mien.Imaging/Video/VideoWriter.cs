namespace Mien.Imaging.Video;

/// <summary>
/// Writes pictures as an MP4 film through ffmpeg (H.264 where ffmpeg has libx264, else MPEG-4), with the sound of another file. The film
/// has a constant rate: each frame goes to the slot nearest to its time, gaps are filled by repeating the frame before, and of frames that
/// fall into one slot the first stays. So uneven times are kept to half a slot. The file appears under its name when it is whole.
/// </summary>
public sealed class VideoWriter : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly int _width;
    private readonly int _height;
    private readonly double _frameRate;
    private readonly VideoWriterOptions _options;
    private readonly FfmpegTools _tools;
    private readonly CancellationToken _cancellation;
    private readonly FfmpegProcess _process;
    private readonly CancellationTokenRegistration _registration;
    private readonly byte[] _last;
    private long _slots;
    private bool _isFinished;

    private VideoWriter(string path, int width, int height, double frameRate, VideoWriterOptions options, CancellationToken cancellation)
    {
        (_path, _width, _height, _frameRate, _options, _cancellation) = (path, width, height, frameRate, options, cancellation);
        _tools = options.Tools ?? FfmpegTools.Find();
        _temporary = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}";
        _last = new byte[checked(width * height * 3)];
        var hasX264 = HasX264(_tools);
        _process = FfmpegProcess.Start(
            _tools.RequireFfmpeg(), WriterArguments.Encode(width, height, frameRate, hasX264, options, "file:" + Pictures), keepsInput: true);
        PipeSize.Enlarge(_process.Input);
        _registration = cancellation.Register(_process.Kill);
    }

    /// <summary>Frames that fell into the slot of another and were left out.</summary>
    public long OmittedFrames { get; private set; }

    /// <summary>After <see cref="Finish"/>: why the sound could not be taken over, so that the film is silent; null where all is well.</summary>
    public string? SoundProblem { get; private set; }

    /// <summary>ffmpeg's process number, for tests.</summary>
    internal int ProcessId => _process.Id;

    private string Pictures => _temporary + ".tmp";

    private string Joined => _temporary + ".sound.tmp";

    /// <summary>Begins a film.</summary>
    /// <param name="path">The MP4 file to write; an existing one is replaced at the end.</param>
    /// <param name="width">Pixels a row of each frame; an odd width gets a black column.</param>
    /// <param name="height">Rows of each frame; an odd height gets a black row.</param>
    /// <param name="frameRate">Slots a second, above 0 to 1000: the source's average rate, or a higher one where its times are uneven.</param>
    /// <param name="options">Sound, quality, start; null for the defaults.</param>
    /// <param name="cancellation">Ends ffmpeg; what was written is deleted on disposal.</param>
    /// <returns>A writer that waits for frames.</returns>
    /// <exception cref="VideoException">ffmpeg is missing, or the folder does not exist.</exception>
    /// <exception cref="ArgumentException">A size, the rate or an option is out of range.</exception>
    public static VideoWriter Create(
        string path, int width, int height, double frameRate, VideoWriterOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        if (!(frameRate > 0 && frameRate <= 1000))
            throw new ArgumentOutOfRangeException(nameof(frameRate), frameRate, "Frames a second lie above 0 and up to 1000.");
        options ??= new VideoWriterOptions();
        options.Check();
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new VideoException($"'{path}' cannot be written: its folder does not exist.");
        return new VideoWriter(path, width, height, frameRate, options, cancellation);
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="image">Grey or RGB, of the film's size; it may be changed afterwards.</param>
    /// <param name="time">When it is shown, on the source's clock (see <see cref="VideoWriterOptions.Start"/>); not before the last one.</param>
    /// <exception cref="ArgumentException">The picture has another size.</exception>
    /// <exception cref="VideoException">ffmpeg stopped, for one because the disk is full.</exception>
    /// <exception cref="OperationCanceledException">The token given to <see cref="Create"/> was set.</exception>
    public void Write(Image image, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(image);
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _cancellation.ThrowIfCancellationRequested();
        if ((image.Width, image.Height) != (_width, _height))
            throw new ArgumentException($"The film has frames of {_width}×{_height}, not {image.Width}×{image.Height}.", nameof(image));
        var slot = Math.Max(0, (long)Math.Round((time - _options.Start).TotalSeconds * _frameRate));
        if (slot < _slots)
        {
            OmittedFrames++;
            return;
        }

        // A film that begins late shows its first frame from the beginning.
        var isFirst = _slots == 0;
        if (isFirst)
            image.ToRgb().Pixels.CopyTo(_last, 0);
        while (_slots < slot)
            Send();
        if (!isFirst)
            image.ToRgb().Pixels.CopyTo(_last, 0);
        Send();
    }

    /// <summary>Ends the film, joins it with the sound and gives the file its name.</summary>
    /// <exception cref="VideoException">No frame was written, ffmpeg stopped, or the file cannot be finished.</exception>
    /// <exception cref="OperationCanceledException">The token given to <see cref="Create"/> was set.</exception>
    public void Finish()
    {
        ObjectDisposedException.ThrowIf(_isFinished, this);
        _isFinished = true;
        if (_slots == 0)
            throw new VideoException($"'{_path}' is not written: it got no frames.");
        try
        {
            _process.Input.Close();
        }
        catch (IOException)
        {
            // It has stopped already; its exit code tells.
        }

        if (_process.Wait() != 0)
            throw Stopped(null);
        var whole = _options.SoundFrom is { } sound && TryJoin(sound) ? Joined : Pictures;
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            using (var stream = new FileStream(whole, FileMode.Open, FileAccess.ReadWrite))
                stream.Flush(flushToDisk: true);
            File.Move(whole, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new VideoException($"'{_path}' cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Kills ffmpeg, if it still runs, and deletes what is unfinished.</summary>
    public void Dispose()
    {
        _isFinished = true;
        _registration.Dispose();
        _process.Dispose();
        File.Delete(Pictures);
        File.Delete(Joined);
    }

    private static bool HasX264(FfmpegTools tools)
    {
        using var process = FfmpegProcess.Start(tools.RequireFfmpeg(), ["-hide_banner", "-loglevel", "error", "-h", "encoder=libx264"]);
        using var reader = new StreamReader(process.Output);
        return reader.ReadToEnd().Contains("Encoder libx264", StringComparison.Ordinal);
    }

    private void Send()
    {
        try
        {
            _process.Input.Write(_last);
            _slots++;
        }
        catch (IOException error)
        {
            throw Stopped(error);
        }
    }

    private Exception Stopped(Exception? cause)
    {
        var exit = _process.Wait();
        if (_cancellation.IsCancellationRequested)
            return new OperationCanceledException(_cancellation);
        var reason = exit > 128 ? FormattableString.Invariant($"ffmpeg was killed (signal {exit - 128})")
            : _process.Log.Complaint?.TrimEnd('.', '!') ?? FormattableString.Invariant($"ffmpeg ended with code {exit}");
        return new VideoException($"'{_path}' cannot be written: {reason}.", cause);
    }

    /// <summary>Copies the sound as it is; where MP4 cannot hold it, as AAC.</summary>
    private bool TryJoin(string source)
    {
        try
        {
            var sound = VideoSource.Parse(source);
            var length = TimeSpan.FromSeconds(_slots / _frameRate);
            foreach (var codec in (ReadOnlySpan<string>)["copy", "aac"])
            {
                using var process = FfmpegProcess.Start(
                    _tools.RequireFfmpeg(), WriterArguments.Join("file:" + Pictures, sound, _options, length, codec, "file:" + Joined));
                using var registration = _cancellation.Register(process.Kill);
                if (process.Wait() == 0)
                {
                    SoundProblem = null;
                    return true;
                }

                SoundProblem = process.Log.Complaint is { } complaint ? sound.Told(complaint) : null;
                _cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (VideoException error)
        {
            SoundProblem = error.Message;
        }

        SoundProblem ??= "ffmpeg gave no reason";
        return false;
    }
}
