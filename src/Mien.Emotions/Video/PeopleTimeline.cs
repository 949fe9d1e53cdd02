using Mien.Emotions.OverTime;

namespace Mien.Emotions.Video;

/// <summary>
/// Gathers the results of a video by face: events as they become known, and a summary of each. It keeps no frame: memory grows with the number of faces, not
/// with the length. For one video and one thread.
/// </summary>
/// <param name="longestStep">How long a face may be unseen before what it showed ends; longer than the time between two frames. Null for a second.</param>
public sealed class PeopleTimeline(TimeSpan? longestStep = null)
{
    private readonly TimeSpan longest = longestStep ?? TimeSpan.FromSeconds(1);
    private readonly Dictionary<int, Person> people = [];
    private readonly SortedDictionary<int, Person> here = [];

    /// <summary>Takes in a frame.</summary>
    /// <param name="frame">A result, later than the one before.</param>
    /// <returns>The events that are known from now on; a face that is gone for longer than a step ends what it showed.</returns>
    public IReadOnlyList<PersonEvent> Add(FrameResult frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var events = new List<PersonEvent>();
        foreach (var (id, person) in here.Where(pair => frame.Time - pair.Value.LastSeen > longest).ToList())
        {
            events.AddRange(person.Leave().Select(happened => new PersonEvent(id, happened)));
            here.Remove(id);
        }
        foreach (var face in frame.Faces)
        {
            if (!people.TryGetValue(face.Id, out var person))
                people[face.Id] = person = new Person(longest);
            here[face.Id] = person;
            events.AddRange(person.See(frame.Time, face).Select(happened => new PersonEvent(face.Id, happened)));
        }
        return events;
    }

    /// <summary>Ends the video.</summary>
    /// <returns>The events that its end brings.</returns>
    public IReadOnlyList<PersonEvent> Finish()
    {
        List<PersonEvent> events = [.. here.SelectMany(pair => pair.Value.Leave().Select(happened => new PersonEvent(pair.Key, happened)))];
        here.Clear();
        return events;
    }

    /// <summary>What each face showed so far, by its number.</summary>
    public IReadOnlyDictionary<int, EmotionSummary> Summarize() =>
        people.ToDictionary(pair => pair.Key, pair => pair.Value.Summary.Summarize()!);

    private sealed class Person(TimeSpan longestStep)
    {
        private readonly EmotionEventDetector events = new();

        public EmotionSummarizer Summary { get; } = new(longestStep);

        public TimeSpan LastSeen { get; private set; }

        public IReadOnlyList<EmotionEvent> See(TimeSpan time, FrameFace face)
        {
            var smoothed = new SmoothedEmotion(time, face.Raw, face.Smoothed);
            LastSeen = time;
            Summary.Add(smoothed);
            return events.Add(smoothed);
        }

        public IReadOnlyList<EmotionEvent> Leave() => events.Finish();
    }
}
