namespace Mien.Emotions.OverTime;

/// <summary>
/// Finds onsets, apexes and offsets in the smoothed frames of one face. An expression that is shown for less than <see cref="Shortest"/> is none. For one
/// thread.
/// </summary>
public sealed class EmotionEventDetector
{
    /// <summary>The shortest expression.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);

    private static readonly string Neutral = EmotionNames.NameOf(Emotion.Neutral);
    private string current = Neutral;
    private (TimeSpan Time, double Probability) onset;
    private (TimeSpan Time, double Probability) apex;
    private (TimeSpan Time, double Probability) latest;
    private bool isTold;

    /// <summary>Takes in a frame.</summary>
    /// <param name="frame">A frame, later than the one before.</param>
    /// <returns>What is known from now on; the apex is told with the offset, since until then a stronger moment may come.</returns>
    public IReadOnlyList<EmotionEvent> Add(SmoothedEmotion frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var (label, probability) = (frame.Smoothed.Label, frame.Smoothed.Values[frame.Smoothed.Top]);
        var events = new List<EmotionEvent>();
        if (label != current)
        {
            End(events, frame.Time);
            (current, isTold, onset, apex) = (label, false, (frame.Time, probability), (frame.Time, probability));
        }
        if (probability > apex.Probability)
            apex = (frame.Time, probability);
        latest = (frame.Time, probability);
        if (!isTold && current != Neutral && frame.Time - onset.Time >= Shortest)
        {
            events.Add(new EmotionEvent(EmotionEventKind.Onset, onset.Time, current, onset.Probability));
            isTold = true;
        }
        return events;
    }

    /// <summary>Ends the track, and with it what is shown.</summary>
    public IReadOnlyList<EmotionEvent> Finish()
    {
        var events = new List<EmotionEvent>();
        End(events, latest.Time);
        (current, isTold) = (Neutral, false);
        return events;
    }

    private void End(List<EmotionEvent> events, TimeSpan time)
    {
        if (!isTold)
            return;
        events.Add(new EmotionEvent(EmotionEventKind.Apex, apex.Time, current, apex.Probability));
        events.Add(new EmotionEvent(EmotionEventKind.Offset, time, current, latest.Probability));
    }
}
