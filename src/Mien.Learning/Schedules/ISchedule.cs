namespace Mien.Learning.Schedules;

/// <summary>The learning rate over a run.</summary>
public interface ISchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">0 for the first; steps past the end give the last one's rate.</param>
    /// <param name="totalSteps">The steps of the whole run, at least 1.</param>
    double At(long step, long totalSteps);
}
