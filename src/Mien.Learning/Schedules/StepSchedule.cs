namespace Mien.Learning.Schedules;

/// <summary>A learning rate that is multiplied by a factor at each milestone (PyTorch's <c>MultiStepLR</c>).</summary>
public sealed class StepSchedule : ISchedule
{
    private readonly double _rate;
    private readonly double _factor;
    private readonly double[] _milestones;

    /// <summary>Makes the schedule.</summary>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="milestones">Shares of the run, each from 0 to below 1, rising; rounded to the nearest step.</param>
    /// <param name="factor">Above 0.</param>
    /// <exception cref="ArgumentException">A value is out of its range or the milestones do not rise.</exception>
    public StepSchedule(double learningRate, IReadOnlyList<double> milestones, double factor = 0.1)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        _rate = Progress.Positive(learningRate, "learning rate");
        _factor = Progress.Positive(factor, "factor");
        _milestones = [.. milestones.Select(milestone => Progress.Share(milestone, "milestone"))];
        for (var i = 1; i < _milestones.Length; i++)
            if (_milestones[i] <= _milestones[i - 1])
                throw new ArgumentException("The milestones must rise.", nameof(milestones));
    }

    /// <inheritdoc/>
    public double At(long step, long totalSteps)
    {
        step = Progress.Clamp(step, totalSteps);
        var rate = _rate;
        foreach (var milestone in _milestones)
            if (step >= Math.Round(milestone * totalSteps))
                rate *= _factor;
        return rate;
    }
}
