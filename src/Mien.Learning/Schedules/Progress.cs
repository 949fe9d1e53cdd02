namespace Mien.Learning.Schedules;

/// <summary>The checks and the curves that schedules share.</summary>
internal static class Progress
{
    /// <summary>The step, held inside the run.</summary>
    public static long Clamp(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Math.Min(step, totalSteps - 1);
    }

    /// <summary>From <paramref name="start"/> to <paramref name="end"/> along half a cosine; <paramref name="share"/> lies from 0 to 1.</summary>
    public static double Cosine(double start, double end, double share) => end + (start - end) / 2 * (1 + Math.Cos(Math.PI * share));

    public static double Positive(double value, string what) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"The {what} must be finite and above 0.");

    public static double Share(double value, string what) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"The {what} must lie from 0 to below 1.");
}
