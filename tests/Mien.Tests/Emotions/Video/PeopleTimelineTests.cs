using Mien.Emotions;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;
using Mien.Faces;
using Mien.Faces.Quality;

namespace Mien.Tests.Emotions.Video;

public class PeopleTimelineTests
{
    [Fact]
    public void A_face_that_is_gone_for_a_second_ends_what_it_showed_once()
    {
        var (timeline, events) = (new PeopleTimeline(), new List<PersonEvent>());
        foreach (var (time, isSeen) in new[] { (0.0, true), (0.5, true), (1.0, false), (1.6, false), (2.0, false), (2.5, true), (3.0, true) })
            events.AddRange(timeline.Add(Frame(time, isSeen)));
        Assert.Equal([(EmotionEventKind.Onset, 0.0), (EmotionEventKind.Apex, 0.0), (EmotionEventKind.Offset, 0.5), (EmotionEventKind.Onset, 2.5)], Told(events));
        Assert.Equal([(EmotionEventKind.Apex, 2.5), (EmotionEventKind.Offset, 3.0)], Told(timeline.Finish()));
        Assert.Empty(timeline.Finish());
        Assert.Equal(1.0, timeline.Summarize()[4].Seen.TotalSeconds, 6);
    }

    [Fact]
    public void Frames_that_lie_far_apart_count_where_that_is_said()
    {
        PeopleTimeline usual = new(), wide = new(TimeSpan.FromSeconds(5));
        var told = Enumerable.Range(0, 10).Select(i => Frame(2 * i, true)).Select(frame => (Usual: usual.Add(frame).Count, Wide: wide.Add(frame).Count)).ToList();
        // By default each frame begins anew, and nothing lasts.
        Assert.Equal((0, 1), (told.Sum(counts => counts.Usual), told.Sum(counts => counts.Wide)));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(18)), (usual.Summarize()[4].Seen, wide.Summarize()[4].Seen));
    }

    private static IEnumerable<(EmotionEventKind Kind, double Time)> Told(IEnumerable<PersonEvent> events) => events.Select(happened => (happened.Event.Kind, happened.Event.Time.TotalSeconds));

    private static FrameResult Frame(double time, bool isSeen) => new((long)(25 * time), TimeSpan.FromSeconds(time), isSeen ? [Face()] : []);

    private static FrameFace Face()
    {
        var shown = EmotionDistribution.Of(LabelSet.FerPlus, [0, 1, 0, 0, 0, 0, 0, 0]);
        return new FrameFace(4, new Box(0, 0, 40, 40), 1, null, new FaceQuality(40, 0.01, 0.5, 0.2, null, 1), shown, shown);
    }
}
