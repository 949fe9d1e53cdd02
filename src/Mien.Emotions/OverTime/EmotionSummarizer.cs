namespace Mien.Emotions.OverTime;

/// <summary>Gathers the smoothed frames of one face into an <see cref="EmotionSummary"/>; it keeps no frame. For one thread.</summary>
/// <param name="longestStep">The longest time between two frames; a face that was gone for longer was not seen meanwhile. Null for a second.</param>
public sealed class EmotionSummarizer(TimeSpan? longestStep = null)
{
    private readonly TimeSpan longest = longestStep ?? TimeSpan.FromSeconds(1);
    private readonly SortedDictionary<string, double> seconds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string From, string To), int> transitions = [];
    private readonly AffectCourse course = new();
    private SmoothedEmotion? first;
    private SmoothedEmotion? last;
    private double total;
    private double valence;
    private double arousal;

    /// <summary>Takes in a frame; it stands for the time until the next one.</summary>
    /// <param name="frame">A frame, later than the one before.</param>
    public void Add(SmoothedEmotion frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        first ??= frame;
        if (last is not null && frame.Time - last.Time <= longest)
        {
            Count(last, (frame.Time - last.Time).TotalSeconds);
            var (before, after) = (last.Smoothed.Label, frame.Smoothed.Label);
            if (before != after)
                transitions[(before, after)] = transitions.GetValueOrDefault((before, after)) + 1;
        }
        last = frame;
    }

    /// <summary>The summary so far; null before the first frame.</summary>
    public EmotionSummary? Summarize()
    {
        if (first is null || last is null)
            return null;
        var shares = total > 0 ? seconds.ToDictionary(pair => pair.Key, pair => pair.Value / total) : new Dictionary<string, double> { [last.Smoothed.Label] = 1 };
        var hasPlace = last.Smoothed.Valence is not null;
        return new EmotionSummary(
            first.Time, last.Time, TimeSpan.FromSeconds(total), shares, [.. transitions.Select(pair => new EmotionTransition(pair.Key.From, pair.Key.To, pair.Value))],
            hasPlace ? (total > 0 ? valence / total : last.Smoothed.Valence) : null, hasPlace ? (total > 0 ? arousal / total : last.Smoothed.Arousal) : null,
            course.Points());
    }

    private void Count(SmoothedEmotion frame, double length)
    {
        var name = frame.Smoothed.Label;
        seconds[name] = seconds.GetValueOrDefault(name) + length;
        total += length;
        if (length <= 0 || frame.Smoothed is not { Valence: { } pleasure, Arousal: { } excitement })
            return;
        valence += length * pleasure;
        arousal += length * excitement;
        course.Add(frame.Time, length, pleasure, excitement);
    }
}
