namespace Mien.Learning.Schedules;

/// <summary>
/// A straight rise in front of another schedule, which then runs over the rest of the steps
/// (PyTorch's <c>LinearLR</c> and <c>SequentialLR</c>).
/// </summary>
public sealed class WarmupSchedule : ISchedule
{
    private readonly ISchedule _inner;
    private readonly double _share;
    private readonly double _startFactor;

    /// <summary>Makes the schedule.</summary>
    /// <param name="inner">What follows the rise.</param>
    /// <param name="share">The share of the run that rises, from 0 to below 1; rounded to the nearest step.</param>
    /// <param name="startFactor">What the inner schedule's first rate is multiplied by at the first step; above 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public WarmupSchedule(ISchedule inner, double share, double startFactor = 0.01)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startFactor, 1);
        _inner = inner;
        _share = Progress.Share(share, "share that warms up");
        _startFactor = Progress.Positive(startFactor, "start factor");
    }

    /// <inheritdoc/>
    public double At(long step, long totalSteps)
    {
        step = Progress.Clamp(step, totalSteps);
        var rising = Math.Min((long)Math.Round(_share * totalSteps), totalSteps - 1);
        if (step >= rising)
            return _inner.At(step - rising, totalSteps - rising);
        return _inner.At(0, totalSteps - rising) * (_startFactor + (1 - _startFactor) * step / rising);
    }
}
