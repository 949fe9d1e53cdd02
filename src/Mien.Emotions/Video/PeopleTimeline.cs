using Mien.Emotions.OverTime;

namespace Mien.Emotions.Video;

/// <summary>Gathers the results of a video by face: events as they become known, and a summary of each. It keeps no frame. For one video and one thread.</summary>
public sealed class PeopleTimeline
{
    private readonly SortedDictionary<int, Person> people = [];

    /// <summary>Takes in a frame.</summary>
    /// <param name="frame">A result, later than the one before.</param>
    /// <returns>The events that are known from now on; a face that is gone for a second ends what it showed.</returns>
    public IReadOnlyList<PersonEvent> Add(FrameResult frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var events = new List<PersonEvent>();
        foreach (var (id, person) in people)
        {
            if (frame.Time - person.LastSeen > TimeSpan.FromSeconds(1))
                events.AddRange(person.Leave().Select(happened => new PersonEvent(id, happened)));
        }
        foreach (var face in frame.Faces)
        {
            if (!people.TryGetValue(face.Id, out var person))
                people[face.Id] = person = new Person();
            events.AddRange(person.See(frame.Time, face).Select(happened => new PersonEvent(face.Id, happened)));
        }
        return events;
    }

    /// <summary>Ends the video.</summary>
    /// <returns>The events that its end brings.</returns>
    public IReadOnlyList<PersonEvent> Finish() =>
        [.. people.SelectMany(pair => pair.Value.Leave().Select(happened => new PersonEvent(pair.Key, happened)))];

    /// <summary>What each face showed so far, by its number.</summary>
    public IReadOnlyDictionary<int, EmotionSummary> Summarize() =>
        people.ToDictionary(pair => pair.Key, pair => pair.Value.Summary.Summarize()!);

    private sealed class Person
    {
        private readonly EmotionEventDetector events = new();
        private bool isHere;

        public EmotionSummarizer Summary { get; } = new();

        public TimeSpan LastSeen { get; private set; }

        public IReadOnlyList<EmotionEvent> See(TimeSpan time, FrameFace face)
        {
            var smoothed = new SmoothedEmotion(time, face.Raw, face.Smoothed);
            (LastSeen, isHere) = (time, true);
            Summary.Add(smoothed);
            return events.Add(smoothed);
        }

        public IReadOnlyList<EmotionEvent> Leave()
        {
            var ended = isHere ? events.Finish() : [];
            isHere = false;
            return ended;
        }
    }
}
