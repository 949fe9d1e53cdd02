namespace Mien.Imaging.Video;

/// <summary>Acts once where nothing happened for too long. The time runs from the beginning.</summary>
internal sealed class SilenceWatch : IDisposable
{
    private readonly TimeSpan _longest;
    private readonly Timer _timer;

    /// <param name="longest">How long is not too long.</param>
    /// <param name="act">What is done then, on another thread.</param>
    public SilenceWatch(TimeSpan longest, Action act)
    {
        _longest = longest;
        _timer = new Timer(_ => act(), null, longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something has happened: the time begins anew.</summary>
    public void Restart() => _timer.Change(_longest, Timeout.InfiniteTimeSpan);

    /// <summary>Stops the time until it begins anew.</summary>
    public void Pause() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
