using Mien.Emotions.OverTime;

namespace Mien.Emotions.Video;

/// <summary>
/// Tells when the emotion of a face changes. Only certain answers count, and only those that are shown for <see cref="EmotionEventDetector.Shortest"/>: in
/// between the face keeps its last one. It forgets faces that are gone for a minute, so that it may run for days. For one video and one thread.
/// </summary>
public sealed class EmotionChanges
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);
    private readonly Dictionary<int, Person> people = [];
    private TimeSpan swept;

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
            if (person.See(frame.Time, face, out var before))
                changes.Add(new EmotionChange(frame.Time, face, before));
        }
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
