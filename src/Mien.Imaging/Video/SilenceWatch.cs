namespace Mien.Imaging.Video;

/// <summary>Acts once where nothing happened for too long. The time runs from the beginning.</summary>
internal sealed class SilenceWatch : IDisposable
{
    // A timer's own limit lies below fifty days.
    private static readonly TimeSpan Most = TimeSpan.FromDays(2);
    private readonly Timer _timer;

    /// <param name="longest">How long is not too long.</param>
    /// <param name="act">What is done then, on another thread.</param>
    public SilenceWatch(TimeSpan longest, Action act) => _timer = new Timer(_ => act(), null, Bound(longest), Timeout.InfiniteTimeSpan);

    /// <summary>Something has happened: the time begins anew.</summary>
    /// <param name="longest">How long is not too long from now on.</param>
    public void Restart(TimeSpan longest) => _timer.Change(Bound(longest), Timeout.InfiniteTimeSpan);

    /// <summary>Stops the time until it begins anew.</summary>
    public void Pause() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private static TimeSpan Bound(TimeSpan longest) => longest < Most ? longest : Most;
}
