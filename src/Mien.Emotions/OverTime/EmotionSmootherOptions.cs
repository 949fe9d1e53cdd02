namespace Mien.Emotions.OverTime;

/// <summary>
/// How an <see cref="EmotionSmoother"/> smooths. The defaults were chosen on made clips whose truth is known (<c>tests/Mien.Tests/Emotions/Video/MadeClips</c>,
/// seeds 100 to 119) and are reported on others.
/// </summary>
public sealed record EmotionSmootherOptions
{
    /// <summary>How far each result lies behind the newest frame: what comes after a frame says much about it. 0 to 5 seconds; default 0.16.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromSeconds(0.16);

    /// <summary>
    /// How readily a change is believed, as the changes a second that are expected; above 0 to 100. Default 8: more than people's, because a change that is found
    /// late costs more than a doubt. Between frames further apart than <see cref="Correlation"/> no more changes are expected than in that time, so that sparse
    /// frames are not believed one by one.
    /// </summary>
    public double ChangeRate { get; init; } = 8;

    /// <summary>
    /// How long a frame's judgement says the same as the one before for no better reason than that the picture hardly changed: frames count by their share of it,
    /// those further apart as one judgement each. Above 0 to 5 seconds; default 0.08.
    /// </summary>
    public TimeSpan Correlation { get; init; } = TimeSpan.FromSeconds(0.08);

    /// <summary>What the logarithms of the smoothed probabilities are divided by, so that they are as sure as they are right; above 0 to 20. Default 1.4.</summary>
    public double Temperature { get; init; } = 1.4;

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names every one that is.</exception>
    internal void Validate()
    {
        List<string> faults = [];
        if (Lag < TimeSpan.Zero || Lag > TimeSpan.FromSeconds(5))
            faults.Add($"the lag is 0 to 5 seconds, not {Lag}");
        if (!(ChangeRate is > 0 and <= 100))
            faults.Add(FormattableString.Invariant($"the rate of changes is above 0 to 100 a second, not {ChangeRate}"));
        if (Correlation <= TimeSpan.Zero || Correlation > TimeSpan.FromSeconds(5))
            faults.Add($"the correlation is above 0 to 5 seconds, not {Correlation}");
        if (!(Temperature is > 0 and <= 20))
            faults.Add(FormattableString.Invariant($"the temperature is above 0 to 20, not {Temperature}"));
        if (faults.Count > 0)
            throw new ArgumentException($"The smoother's options are out of range: {string.Join("; ", faults)}.");
    }
}
