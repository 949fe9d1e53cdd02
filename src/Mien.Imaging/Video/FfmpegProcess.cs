using System.Diagnostics;

namespace Mien.Imaging.Video;

/// <summary>A running ffmpeg or ffprobe with its pipes. Disposing it kills the process, if it still runs, and waits for its end.</summary>
internal sealed class FfmpegProcess : IDisposable
{
    private const string SessionStarter = "/usr/bin/setsid";

    private readonly Process _process;
    private readonly Thread _listener;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public FfmpegProcess(string program, IReadOnlyList<string> arguments, bool keepsInput, (string Name, string Value)? variable)
    {
        // In a session of its own, Ctrl+C in the terminal reaches Mien alone, which then ends the process in order. The process that is
        // started becomes ffmpeg itself, so nothing stands between.
        var usesSession = OperatingSystem.IsLinux() && File.Exists(SessionStarter);
        var start = new ProcessStartInfo(usesSession ? SessionStarter : program, usesSession ? [program, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (variable is { } set)
            start.Environment[set.Name] = set.Value;
        _process = Process.Start(start) ?? throw new VideoException($"'{program}' could not be started.");
        if (!keepsInput)
            _process.StandardInput.Close();
        _listener = new Thread(() => Log.ReadAll(_process.StandardError.BaseStream)) { IsBackground = true, Name = "mien ffmpeg log" };
        _listener.Start();
    }

    public FfmpegLog Log { get; } = new();

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Input => _process.StandardInput.BaseStream;

    public int Id => _process.Id;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="keepsInput">Whether its standard input stays open to be written to.</param>
    /// <param name="variable">A variable of its environment that differs from ours, if any.</param>
    /// <exception cref="VideoException">It cannot be started.</exception>
    public static FfmpegProcess Start(string program, IReadOnlyList<string> arguments, bool keepsInput = false, (string Name, string Value)? variable = null)
    {
        try
        {
            return new FfmpegProcess(program, arguments, keepsInput, variable);
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new VideoException($"'{program}' could not be started ({error.Message}); install it again: {FfmpegTools.InstallHint}", error);
        }
    }

    /// <summary>Waits until the process has ended and its last line is read.</summary>
    /// <returns>Its exit code; 128 and more for a signal.</returns>
    public int Wait()
    {
        _listener.Join();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends the process at once, from any thread.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
            {
                // It has ended already.
            }
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        Kill();
        _process.WaitForExit();
        _listener.Join();
        lock (_gate)
        {
            _isDisposed = true;
            _process.Dispose();
        }
    }
}
