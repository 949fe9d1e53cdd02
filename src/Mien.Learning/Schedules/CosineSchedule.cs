namespace Mien.Learning.Schedules;

/// <summary>Half a cosine from the learning rate towards the minimum (PyTorch's <c>CosineAnnealingLR</c> over the whole run; Loshchilov and Hutter 2017).</summary>
public sealed class CosineSchedule : ISchedule
{
    private readonly double _rate;
    private readonly double _minimum;

    /// <summary>Makes the schedule.</summary>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="minimum">What the curve would reach one step after the last; from 0 to the learning rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public CosineSchedule(double learningRate, double minimum = 0)
    {
        _rate = Progress.Positive(learningRate, "learning rate");
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimum, learningRate);
        _minimum = minimum;
    }

    /// <inheritdoc/>
    public double At(long step, long totalSteps) =>
        Progress.Cosine(_rate, _minimum, (double)Progress.Clamp(step, totalSteps) / totalSteps);
}
