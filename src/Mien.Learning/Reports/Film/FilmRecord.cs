using Mien.Emotions;
using Mien.Emotions.OverTime;
using Mien.Emotions.Video;

namespace Mien.Learning.Reports.Film;

/// <summary>
/// Gathers what a page about a film shows, while the film runs: an hour takes no more room than a minute, since times are grouped the coarser the longer it gets,
/// and of faces and expressions only those are kept that are seen longest. For one film and one thread.
/// </summary>
/// <param name="longestStep">The longest time between two frames of a face; null for a second.</param>
public sealed class FilmRecord(TimeSpan? longestStep = null)
{
    /// <summary>The most times that the film is divided into.</summary>
    internal const int MostBins = 600;

    /// <summary>The most moments that are worth a picture.</summary>
    internal const int MostMoments = 12;

    /// <summary>Faces that were seen for fewer seconds are most often none.</summary>
    internal const double LeastSeen = 0.5;

    private const int MostExpressions = 40;
    private const int MostFaces = 200;
    private const int KeptFaces = 100;
    private static readonly TimeSpan FirstBinLength = TimeSpan.FromSeconds(0.1);
    private readonly TimeSpan longest = longestStep ?? TimeSpan.FromSeconds(1);
    private readonly Dictionary<int, FaceRecord> faces = [];
    private readonly Dictionary<int, (EmotionEvent Onset, EmotionEvent? Apex)> running = [];
    private readonly PriorityQueue<FilmExpression, TimeSpan> expressions = new();

    /// <summary>The frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Those of them that have a face.</summary>
    public long FramesWithFaces { get; private set; }

    /// <summary>The time of the first frame.</summary>
    public TimeSpan First { get; private set; }

    /// <summary>The time of the last frame.</summary>
    public TimeSpan Last { get; private set; }

    /// <summary>The expressions that have ended so far.</summary>
    public long ExpressionCount { get; private set; }

    /// <summary>The model's classes; null before the first face.</summary>
    internal LabelSet? Labels { get; private set; }

    /// <summary>The length of the times that results are grouped by.</summary>
    internal TimeSpan BinLength { get; private set; } = FirstBinLength;

    /// <summary>The expressions that lasted longest, in the order of time.</summary>
    internal IReadOnlyList<FilmExpression> Expressions => [.. expressions.UnorderedItems.Select(item => item.Element).OrderBy(shown => shown.Start).ThenBy(shown => shown.Id)];

    /// <summary>Takes in a frame.</summary>
    /// <param name="frame">A result, later than the one before.</param>
    public void Add(FrameResult frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (Frames++ == 0)
            First = frame.Time;
        Last = frame.Time;
        FramesWithFaces += frame.Faces.Count > 0 ? 1 : 0;
        while (BinOf(Last) >= MostBins)
            Coarsen();
        foreach (var face in frame.Faces)
        {
            Labels ??= face.Smoothed.Labels;
            if (!faces.TryGetValue(face.Id, out var record))
                faces[face.Id] = record = new FaceRecord();
            record.Add(frame.Time, face, longest, BinOf);
        }
        if (faces.Count > MostFaces)
            Forget();
    }

    /// <summary>Takes in an event.</summary>
    /// <param name="happened">An event of a frame that was taken in; onsets, apexes and offsets of a face in their order.</param>
    public void Add(PersonEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var (id, turn) = happened;
        if (turn.Kind == EmotionEventKind.Onset)
            running[id] = (turn, null);
        else if (running.TryGetValue(id, out var before) && turn.Kind == EmotionEventKind.Apex)
            running[id] = (before.Onset, turn);
        else if (running.Remove(id, out before))
            End(id, before.Onset, before.Apex ?? before.Onset, turn);
    }

    /// <summary>The moments that are worth a picture: of the faces that are seen longest the clearest of each expression, in turn; at most twelve.</summary>
    /// <returns>Sorted by face, the longest seen first, then by time.</returns>
    public IReadOnlyList<FilmMoment> Moments()
    {
        var best = faces.Where(pair => pair.Value.Seen >= LeastSeen).OrderByDescending(pair => pair.Value.Seen).ThenBy(pair => pair.Key).Select((pair, place) => (place, moments: pair.Value.Moments())).Take(MostMoments);
        return [.. best.SelectMany(face => face.moments.Select((moment, turn) => (face.place, turn, moment))).OrderBy(item => item.turn).ThenBy(item => item.place)
            .Take(MostMoments).OrderBy(item => item.place).ThenBy(item => item.moment.Time).Select(item => item.moment)];
    }

    /// <summary>What a face showed over time; nothing of one that was not kept.</summary>
    internal IReadOnlyList<TimeBin> BinsOf(int id) => faces.TryGetValue(id, out var face) ? face.Bins : [];

    private long BinOf(TimeSpan time) => Math.Max(0, (time - First).Ticks / BinLength.Ticks);

    private void Coarsen()
    {
        BinLength *= 2;
        foreach (var face in faces.Values)
            TimeBin.Halve(face.Bins);
    }

    private void End(int id, EmotionEvent onset, EmotionEvent apex, EmotionEvent offset)
    {
        ExpressionCount++;
        expressions.Enqueue(new FilmExpression(id, onset.Label, onset.Time, apex.Time, offset.Time, apex.Probability), offset.Time - onset.Time);
        if (expressions.Count > MostExpressions)
            expressions.Dequeue();
        if (faces.TryGetValue(id, out var face))
            face.AddExpression(onset.Label);
    }

    /// <summary>Of faces that have left keeps those that were seen longest.</summary>
    private void Forget()
    {
        foreach (var id in faces.Where(pair => Last - pair.Value.LastSeen > longest).OrderByDescending(pair => pair.Value.Seen).Skip(KeptFaces).Select(pair => pair.Key).ToList())
            faces.Remove(id);
    }
}
