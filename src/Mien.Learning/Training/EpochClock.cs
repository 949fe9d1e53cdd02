namespace Mien.Learning.Training;

/// <summary>The time that a run takes, interruptions left out.</summary>
internal sealed class EpochClock(TimeProvider time, double before, int firstBatch)
{
    private readonly long start = time.GetTimestamp();
    private long saved = time.GetTimestamp();

    /// <summary>Seconds of the whole run.</summary>
    public double Seconds => before + time.GetElapsedTime(start).TotalSeconds;

    /// <summary>Seconds since the last checkpoint.</summary>
    public double SinceSave => time.GetElapsedTime(saved).TotalSeconds;

    /// <summary>Images a second in this epoch.</summary>
    public double Rate(int batches, int batchSize) => (batches - firstBatch) * batchSize / Math.Max(1e-9, time.GetElapsedTime(start).TotalSeconds);

    /// <summary>Starts counting to the next checkpoint.</summary>
    public void Saved() => saved = time.GetTimestamp();
}
