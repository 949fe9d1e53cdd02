namespace Mien.Learning.Schedules;

/// <summary>
/// One cycle (Smith and Topin 2018) in the shape of PyTorch's <c>OneCycleLR</c> with cosine annealing: up from largest/divFactor to the
/// largest rate over a share of the run, then down to largest/divFactor/finalDivFactor at the last step.
/// </summary>
public sealed class OneCycleSchedule : ISchedule
{
    private readonly double _largest;
    private readonly double _rise;
    private readonly double _start;
    private readonly double _end;

    /// <summary>Makes the schedule.</summary>
    /// <param name="learningRate">The largest rate, above 0.</param>
    /// <param name="rise">The share of the run that goes up, from 0 to below 1 (PyTorch's <c>pct_start</c>).</param>
    /// <param name="divFactor">Above 0.</param>
    /// <param name="finalDivFactor">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public OneCycleSchedule(double learningRate, double rise = 0.3, double divFactor = 25, double finalDivFactor = 1e4)
    {
        _largest = Progress.Positive(learningRate, "learning rate");
        _rise = Progress.Share(rise, "share that rises");
        _start = learningRate / Progress.Positive(divFactor, "division factor");
        _end = _start / Progress.Positive(finalDivFactor, "final division factor");
    }

    /// <inheritdoc/>
    public double At(long step, long totalSteps)
    {
        step = Progress.Clamp(step, totalSteps);
        var top = Math.Max(0, _rise * totalSteps - 1);
        if (step < top)
            return Progress.Cosine(_start, _largest, step / top);
        var fall = totalSteps - 1 - top;
        return Progress.Cosine(_largest, _end, fall > 0 ? (step - top) / fall : 0);
    }
}
