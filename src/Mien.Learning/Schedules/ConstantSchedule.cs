namespace Mien.Learning.Schedules;

/// <summary>The same learning rate throughout.</summary>
/// <param name="learningRate">Above 0.</param>
public sealed class ConstantSchedule(double learningRate) : ISchedule
{
    private readonly double _rate = Progress.Positive(learningRate, "learning rate");

    /// <inheritdoc/>
    public double At(long step, long totalSteps)
    {
        Progress.Clamp(step, totalSteps);
        return _rate;
    }
}
