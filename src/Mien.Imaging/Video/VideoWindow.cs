namespace Mien.Imaging.Video;

/// <summary>
/// A window that shows pictures as they come, through ffplay. Who shows never waits: a picture that was not taken in time makes way for the next. It is closed by
/// its user (q, Esc, the window's own button) or by disposing it.
/// </summary>
public sealed class VideoWindow : IDisposable
{
    private const string DriverVariable = "SDL_VIDEODRIVER";

    private readonly FfmpegProcess _process;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly int _width;
    private readonly int _height;
    private byte[] _next;
    private byte[] _written;
    private bool _hasNext;
    private bool _isDisposed;
    private bool _isClosed;
    private VideoException? _failure;

    private VideoWindow(FfmpegProcess process, int width, int height)
    {
        (_process, _width, _height) = (process, width, height);
        (_next, _written) = (new byte[checked(width * height * 3)], new byte[width * height * 3]);
        PipeSize.Enlarge(process.Input);
        _thread = new Thread(Run) { IsBackground = true, Name = "mien window" };
        _thread.Start();
    }

    /// <summary>Opens a window.</summary>
    /// <param name="title">What stands above it.</param>
    /// <param name="width">Pixels a row of each picture, at least 2.</param>
    /// <param name="height">Rows of each picture, at least 2.</param>
    /// <param name="tools">The programs to use; null to look for them.</param>
    /// <param name="variable">Gives the value of an environment variable; null for this process's own.</param>
    /// <returns>A window, which appears with the first picture.</returns>
    /// <exception cref="VideoException">ffplay is missing, or there is no screen.</exception>
    public static VideoWindow Open(string title, int width, int height, FfmpegTools? tools = null, Func<string, string?>? variable = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        var program = (tools ?? FfmpegTools.Find(variable)).RequireFfplay();
        var driver = Driver(variable ?? Environment.GetEnvironmentVariable);
        return new VideoWindow(FfmpegProcess.Start(program, Arguments(title, width, height), keepsInput: true, driver), width, height);
    }

    /// <summary>Shows a picture as soon as the window takes it, in place of one that it has not taken yet.</summary>
    /// <param name="image">Grey or RGB, of the window's size; it may be changed afterwards.</param>
    /// <returns>False where the user has closed the window.</returns>
    /// <exception cref="ArgumentException">The picture has another size.</exception>
    /// <exception cref="VideoException">There is no window, or ffplay failed.</exception>
    public bool TryShow(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if ((image.Width, image.Height) != (_width, _height))
            throw new ArgumentException($"The window shows pictures of {_width}×{_height}, not {image.Width}×{image.Height}.", nameof(image));
        lock (_gate)
        {
            if (_failure is { } failure)
                throw failure;
            if (_isClosed)
                return false;
            image.ToRgb().Pixels.CopyTo(_next, 0);
            _hasNext = true;
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Closes the window.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _process.Kill();
        _thread.Join();
        _process.Dispose();
    }

    /// <summary>Time stamps of zero are always late, so that each picture is shown at once and nothing piles up behind a clock.</summary>
    private static IReadOnlyList<string> Arguments(string title, int width, int height) =>
    [
        "-hide_banner", "-nostats", "-loglevel", "repeat+level+error", "-window_title", title,
        "-fflags", "nobuffer", "-flags", "low_delay", "-probesize", "32", "-analyzeduration", "0", "-framedrop", "-vf", "setpts=0", "-autoexit",
        "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", FormattableString.Invariant($"{width}x{height}"), "-framerate", "30", "-i", "pipe:0",
    ];

    /// <summary>Left to itself, ffplay's library falls back to a screen that nobody sees where the right one cannot be reached.</summary>
    private static (string Name, string Value)? Driver(Func<string, string?> variable)
    {
        bool Has(string name) => !string.IsNullOrEmpty(variable(name));
        if (!OperatingSystem.IsLinux() || Has(DriverVariable))
            return null;
        if (Has("DISPLAY"))
            return (DriverVariable, "x11");
        if (Has("WAYLAND_DISPLAY"))
            return (DriverVariable, "wayland");
        throw new VideoException("There is no screen for a window (neither DISPLAY nor WAYLAND_DISPLAY is set); draw in the terminal instead.");
    }

    private void Run()
    {
        try
        {
            while (Take())
                _process.Input.Write(_written);
        }
        catch (IOException)
        {
            // It has ended; why, its exit code tells.
            Close(_process.Wait());
        }
    }

    /// <summary>Waits for a picture.</summary>
    private bool Take()
    {
        lock (_gate)
        {
            while (!_hasNext && !_isClosed)
                Monitor.Wait(_gate);
            (_next, _written) = (_written, _next);
            _hasNext = false;
            return !_isClosed;
        }
    }

    private void Close(int exit)
    {
        lock (_gate)
        {
            _isClosed = true;
            if (exit != 0 && !_isDisposed)
                _failure = new VideoException($"The window cannot be shown: {_process.Log.Complaint?.TrimEnd('.', '!') ?? FormattableString.Invariant($"ffplay ended with code {exit}")}.");
        }
    }
}
