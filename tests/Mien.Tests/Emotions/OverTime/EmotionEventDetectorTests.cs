using Mien.Emotions;
using Mien.Emotions.OverTime;

namespace Mien.Tests.Emotions.OverTime;

public class EmotionEventDetectorTests
{
    [Fact]
    public void An_expression_begins_is_strongest_and_ends()
    {
        var events = Events((0, 6, 0.9f), (1, 3, 0.5f), (1.1, 3, 0.6f), (1.3, 3, 0.9f), (1.5, 3, 0.6f), (2, 6, 0.8f), (2.5, 6, 0.8f));
        Assert.Equal(
            [(EmotionEventKind.Onset, 1.0, "happiness"), (EmotionEventKind.Apex, 1.3, "happiness"), (EmotionEventKind.Offset, 2.0, "happiness")],
            events.Select(e => (e.Kind, e.Time.TotalSeconds, e.Label)));
        Assert.Equal(0.9, events[1].Probability, 5);
    }

    [Fact]
    public void A_flash_is_none_and_what_lasts_to_the_end_ends_there()
    {
        var events = Events((0, 6, 0.9f), (1, 2, 0.9f), (1.1, 6, 0.9f), (2, 4, 0.7f), (2.4, 4, 0.8f));
        Assert.Equal(
            [(EmotionEventKind.Onset, 2.0, "sadness"), (EmotionEventKind.Apex, 2.4, "sadness"), (EmotionEventKind.Offset, 2.4, "sadness")],
            events.Select(e => (e.Kind, e.Time.TotalSeconds, e.Label)));
    }

    [Fact]
    public void One_expression_may_follow_another()
    {
        var events = Events((0, 3, 0.9f), (0.5, 3, 0.9f), (1, 4, 0.7f), (1.4, 4, 0.8f), (2, 6, 0.9f));
        Assert.Equal(["happiness", "happiness", "happiness", "sadness", "sadness", "sadness"], events.Select(e => e.Label));
        Assert.Equal(1.0, events[2].Time.TotalSeconds);
        Assert.Equal(1.0, events[3].Time.TotalSeconds);
    }

    [Fact]
    public void A_summary_has_shares_transitions_and_means_over_the_time()
    {
        var summarizer = new EmotionSummarizer();
        Assert.Null(summarizer.Summarize());
        foreach (var frame in new[] { Frame(0, 6, 1), Frame(0.5, 3, 1), Frame(1.25, 6, 1), Frame(9, 6, 1), Frame(9.75, 6, 1) })
            summarizer.Add(frame);
        var summary = summarizer.Summarize()!;
        // Neutral 0.5 and 0.75 seconds, happiness 0.75; the gap is no time.
        Assert.Equal(2, summary.Seen.TotalSeconds, 9);
        Assert.Equal(0.375, summary.Shares["happiness"], 9);
        Assert.Equal(0.625, summary.Shares["neutral"], 9);
        Assert.Equal([new EmotionTransition("happiness", "neutral", 1), new EmotionTransition("neutral", "happiness", 1)], summary.Transitions);
        Assert.Equal(0.375 * 0.81, summary.Valence!.Value, 6);
        // Stretches of half a second from the first frame on; a frame counts where it begins.
        Assert.Equal([0, 0.5, 9], summary.Course.Select(point => point.Start.TotalSeconds));
        Assert.Equal([0.5, 0.75, 0.75], summary.Course.Select(point => point.Seen.TotalSeconds));
        Assert.Equal(0.81, summary.Course[1].Valence, 6);
        Assert.Equal(summary.Arousal!.Value, summary.Course.Sum(point => point.Seen.TotalSeconds * point.Arousal) / 2, 6);
    }

    [Fact]
    public void The_course_of_hours_takes_no_more_room_and_keeps_its_mean()
    {
        var summarizer = new EmotionSummarizer();
        for (var i = 0; i < 50_000; i++)
            summarizer.Add(Frame(0.2 * i, i < 25_000 ? 3 : 6, 1));
        var summary = summarizer.Summarize()!;
        Assert.InRange(summary.Course.Count, 120, 240);
        Assert.Equal(summary.Valence!.Value, summary.Course.Sum(point => point.Seen.TotalSeconds * point.Valence) / summary.Seen.TotalSeconds, 6);
        Assert.Equal((0.81, 0.0), (Math.Round(summary.Course[0].Valence, 6), Math.Round(summary.Course[^1].Valence, 6)));
    }

    private static List<EmotionEvent> Events(params (double Time, int Top, float Probability)[] frames)
    {
        var (detector, events) = (new EmotionEventDetector(), new List<EmotionEvent>());
        foreach (var (time, top, probability) in frames)
            events.AddRange(detector.Add(Frame(time, top, probability)));
        events.AddRange(detector.Finish());
        return events;
    }

    private static SmoothedEmotion Frame(double time, int top, float probability)
    {
        var values = new float[7];
        Array.Fill(values, (1 - probability) / 6);
        values[top] = probability;
        var distribution = new EmotionDistribution(LabelSet.Fer2013, values);
        return new SmoothedEmotion(TimeSpan.FromSeconds(time), distribution, distribution);
    }
}
