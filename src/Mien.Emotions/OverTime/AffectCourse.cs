namespace Mien.Emotions.OverTime;

/// <summary>
/// Valence and arousal of a face over time, in stretches of equal length: half a second at first, and twice as long whenever there would be too many, so that an
/// hour takes no more room than two minutes. For one thread.
/// </summary>
internal sealed class AffectCourse
{
    /// <summary>The most stretches between the first frame and the last.</summary>
    public const int MostStretches = 240;

    private readonly SortedDictionary<long, Sums> stretches = [];
    private TimeSpan length = TimeSpan.FromSeconds(0.5);
    private TimeSpan? first;

    /// <summary>Takes in what a frame shows.</summary>
    /// <param name="time">The frame's time, after that of the one before.</param>
    /// <param name="seconds">How long it stands for.</param>
    /// <param name="valence">Its valence.</param>
    /// <param name="arousal">Its arousal.</param>
    public void Add(TimeSpan time, double seconds, double valence, double arousal)
    {
        first ??= time;
        while (StretchOf(time) >= MostStretches)
            Coarsen();
        var stretch = StretchOf(time);
        stretches[stretch] = stretches.GetValueOrDefault(stretch) + new Sums(seconds, seconds * valence, seconds * arousal);
    }

    /// <summary>The stretches in which the face was seen, in order.</summary>
    public IReadOnlyList<AffectPoint> Points() =>
        [.. stretches.Select(pair => new AffectPoint(first!.Value + (pair.Key * length), TimeSpan.FromSeconds(pair.Value.Seconds), pair.Value.Valence / pair.Value.Seconds, pair.Value.Arousal / pair.Value.Seconds))];

    private long StretchOf(TimeSpan time) => (time - first!.Value).Ticks / length.Ticks;

    private void Coarsen()
    {
        length *= 2;
        var finer = stretches.ToList();
        stretches.Clear();
        foreach (var (stretch, sums) in finer)
            stretches[stretch / 2] = stretches.GetValueOrDefault(stretch / 2) + sums;
    }

    private readonly record struct Sums(double Seconds, double Valence, double Arousal)
    {
        public static Sums operator +(Sums a, Sums b) => new(a.Seconds + b.Seconds, a.Valence + b.Valence, a.Arousal + b.Arousal);
    }
}
