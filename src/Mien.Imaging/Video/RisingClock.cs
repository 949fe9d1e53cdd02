namespace Mien.Imaging.Video;

/// <summary>
/// Makes the times of frames rise, as all that follows needs: a time stamp that comes twice or a little late falls just behind the one before, and a clock that
/// jumps back goes on from where it was.
/// </summary>
internal struct RisingClock
{
    // Times further apart are told apart wherever results are stored and read again.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    // Frames are out of order by less; a clock that was set anew is off by more.
    private static readonly TimeSpan Disorder = TimeSpan.FromSeconds(0.5);

    // More stamps in a row that do not rise are none: the source has no clock.
    private const int MostLate = 8;

    private TimeSpan? _last;
    private int _late;
    private TimeSpan _shift;

    /// <summary>The time of the next frame.</summary>
    /// <param name="stamp">What the source says.</param>
    /// <param name="step">The usual time between two frames.</param>
    /// <returns>A time after that of the frame before.</returns>
    public TimeSpan Next(TimeSpan stamp, TimeSpan step)
    {
        var time = stamp + _shift;
        if (_last is not { } last || time > last)
        {
            _late = 0;
            return Take(time);
        }
        if (last - time <= Disorder && ++_late <= MostLate)
            return Take(last + Least);
        _shift = last + step - stamp;
        return Take(last + step);
    }

    private TimeSpan Take(TimeSpan time)
    {
        _last = time;
        return time;
    }
}
