namespace Mien.Learning.Evaluation;

/// <summary>Times something short again and again.</summary>
internal static class FaceTiming
{
    private const int Warmup = 5;

    /// <summary>The median of many runs in milliseconds, the first few left out.</summary>
    /// <param name="once">What is timed.</param>
    /// <param name="seconds">How long to go on; it runs at least once.</param>
    /// <param name="time">The clock.</param>
    public static double Median(Action once, double seconds, TimeProvider time)
    {
        for (var i = 0; i < Warmup; i++)
            once();
        var times = new List<double>();
        var start = time.GetTimestamp();
        while (times.Count == 0 || time.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var begin = time.GetTimestamp();
            once();
            times.Add(time.GetElapsedTime(begin).TotalMilliseconds);
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
