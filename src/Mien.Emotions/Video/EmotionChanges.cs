using Mien.Emotions.OverTime;

namespace Mien.Emotions.Video;

/// <summary>
/// Tells when the emotion of a face changes. Only certain answers count, and only those that are shown for <see cref="EmotionEventDetector.Shortest"/>: in
/// between the face keeps its last one. It forgets faces that are gone for a minute, so that it may run for days. For one video and one thread.
/// </summary>
public sealed class EmotionChanges
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    // While a face is unseen for longer it shows nothing.
    private static readonly TimeSpan Unseen = TimeSpan.FromSeconds(0.4);
    private readonly Dictionary<int, Person> people = [];
    private TimeSpan swept;
    private TimeSpan previous;

    /// <summary>Takes in a frame.</summary>
    /// <param name="frame">A result, later than the one before.</param>
    /// <returns>The changes that are certain with this frame, by the numbers of the faces.</returns>
    public IReadOnlyList<EmotionChange> Add(FrameResult frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Time - swept > Forgotten)
            Sweep(frame.Time);
        var changes = new List<EmotionChange>();
        foreach (var face in frame.Faces)
        {
            if (!people.TryGetValue(face.Id, out var person))
                people[face.Id] = person = new Person();
            if (person.LastSeen < previous && frame.Time - person.LastSeen > Unseen)
                person.Return();
            if (person.See(frame.Time, face, out var before))
                changes.Add(new EmotionChange(frame.Time, face, before));
        }
        previous = frame.Time;
        return changes;
    }

    private void Sweep(TimeSpan now)
    {
        foreach (var (id, person) in people)
        {
            if (now - person.LastSeen > Forgotten)
                people.Remove(id);
        }
        swept = now;
    }

    private sealed class Person
    {
        private string? told;
        private string? shown;
        private TimeSpan since;

        public TimeSpan LastSeen { get; private set; }

        /// <summary>What was shown before it went is not shown still.</summary>
        public void Return() => shown = null;

        public bool See(TimeSpan time, FrameFace face, out string? before)
        {
            (before, LastSeen) = (told, time);
            var answer = face.Doubts.Count > 0 ? null : face.Answer;
            if (answer != shown)
                (shown, since) = (answer, time);
            if (answer is null || answer == told || time - since < EmotionEventDetector.Shortest)
                return false;
            told = answer;
            return true;
        }
    }
}
