using Mien.Emotions.Video;

namespace Mien.Learning.Reports.Film;

/// <summary>What is kept of one face of a film.</summary>
internal sealed class FaceRecord
{
    private readonly Dictionary<string, FilmMoment> clearest = [];
    private readonly HashSet<string> expressions = [];
    private FrameFace? last;

    /// <summary>When it was last seen.</summary>
    public TimeSpan LastSeen { get; private set; }

    /// <summary>How long it was seen, in seconds.</summary>
    public double Seen { get; private set; }

    /// <summary>What it showed over time.</summary>
    public List<TimeBin> Bins { get; } = [];

    /// <summary>Takes in a frame.</summary>
    /// <param name="time">The frame's.</param>
    /// <param name="face">The face in it.</param>
    /// <param name="longest">The longest time that a frame may stand for.</param>
    /// <param name="binOf">Which bin a time falls into.</param>
    public void Add(TimeSpan time, FrameFace face, TimeSpan longest, Func<TimeSpan, long> binOf)
    {
        if (last is not null && time > LastSeen && time - LastSeen <= longest)
            Count(last, binOf(LastSeen), (time - LastSeen).TotalSeconds);
        (last, LastSeen) = (face, time);
        var label = face.Smoothed.Label;
        if (face.Doubts.Count == 0 && face.Confidence > (clearest.GetValueOrDefault(label)?.Probability ?? 0))
            clearest[label] = new FilmMoment(face.Id, label, time, face.Confidence, face.Box);
    }

    /// <summary>Takes in that an expression lasted long enough to be one.</summary>
    public void AddExpression(string label) => expressions.Add(label);

    /// <summary>The moments worth showing, the clearest first: of expressions, and where there was none, of whatever it showed.</summary>
    public IReadOnlyList<FilmMoment> Moments()
    {
        var shown = clearest.Values.OrderByDescending(moment => moment.Probability).ThenBy(moment => moment.Time).ToList();
        var strongest = shown.Where(moment => expressions.Contains(moment.Label)).ToList();
        return strongest.Count > 0 ? strongest : [.. shown.Take(1)];
    }

    private void Count(FrameFace face, long index, double length)
    {
        if (Bins.Count == 0 || Bins[^1].Index != index)
            Bins.Add(new TimeBin(index, face.Smoothed.Labels.Count));
        var shown = face.Doubts.Count > 0 ? face.Smoothed.Labels.Count : face.Smoothed.Top;
        Bins[^1].Add(shown, length, face.Smoothed.Valence.GetValueOrDefault(), face.Smoothed.Arousal.GetValueOrDefault());
        Seen += length;
    }
}
