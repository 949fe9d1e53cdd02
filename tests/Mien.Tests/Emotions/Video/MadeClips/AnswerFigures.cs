namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>
/// How right and how steady answers are. A flip is a change of the answer from one frame of a face to the next that no true change excuses; each true
/// change excuses one, within its fade or half a second of its middle. Frames inside a fade do not count for accuracy. A change is found when the answer is the new label.
/// </summary>
internal sealed record AnswerFigures
{
    /// <summary>How far from its middle a change excuses another answer, and must be found, in seconds.</summary>
    public const double Soon = 0.5;

    // Frames further apart are not neighbours: the face was gone.
    private const double Gap = 0.4;

    /// <summary>Frames that count for accuracy.</summary>
    public int Counted { get; init; }

    /// <summary>Those with the right answer.</summary>
    public int Right { get; init; }

    /// <summary>Changes of the answer that nothing excuses.</summary>
    public int Flips { get; init; }

    /// <summary>Face time in minutes.</summary>
    public double Minutes { get; init; }

    /// <summary>For each true change that was looked for, how long after its middle the new label was first answered, in seconds of frame times; infinite where it never was.</summary>
    public IReadOnlyList<double> Delays { get; init; } = [];

    /// <summary>The same, after the end of the fade: how long the whole expression was shown.</summary>
    public IReadOnlyList<double> WholeDelays { get; init; } = [];

    /// <summary>The delays after the middle until the answer was there.</summary>
    public IReadOnlyList<double> KnownDelays { get; init; } = [];

    /// <summary>The same, after the end of the fade.</summary>
    public IReadOnlyList<double> WholeKnownDelays { get; init; } = [];

    public double FlipsPerMinute => Flips / Minutes;

    public double Accuracy => Right / (double)Counted;

    /// <summary>The share of changes found soon, by frame times.</summary>
    public double FoundSoon => Delays.Count(delay => delay <= Soon) / (double)Delays.Count;

    /// <summary>The share of changes found soon after the fade's end, by frame times.</summary>
    public double WholeSoon => WholeDelays.Count(delay => delay <= Soon) / (double)WholeDelays.Count;

    /// <summary>The share of changes whose answer was there soon.</summary>
    public double KnownSoon => KnownDelays.Count(delay => delay <= Soon) / (double)KnownDelays.Count;

    /// <summary>The share of changes whose answer was there soon after the fade's end.</summary>
    public double WholeKnownSoon => WholeKnownDelays.Count(delay => delay <= Soon) / (double)WholeKnownDelays.Count;

    /// <summary>The middle delay until the answer was there.</summary>
    public double MedianKnown => KnownDelays.Order().ElementAt(KnownDelays.Count / 2);

    public static AnswerFigures operator +(AnswerFigures a, AnswerFigures b) => new()
    {
        Counted = a.Counted + b.Counted,
        Right = a.Right + b.Right,
        Flips = a.Flips + b.Flips,
        Minutes = a.Minutes + b.Minutes,
        Delays = [.. a.Delays, .. b.Delays],
        WholeDelays = [.. a.WholeDelays, .. b.WholeDelays],
        KnownDelays = [.. a.KnownDelays, .. b.KnownDelays],
        WholeKnownDelays = [.. a.WholeKnownDelays, .. b.WholeKnownDelays],
    };

    /// <summary>Judges the answers of a clip.</summary>
    /// <param name="answers">All answers.</param>
    /// <param name="changes">All true changes, which excuse.</param>
    /// <param name="soughtChanges">Those that must be found.</param>
    public static AnswerFigures Of(IEnumerable<Shown> answers, IReadOnlyList<(int Person, double Time, double Fade)> changes, IReadOnlyList<TrueChange> soughtChanges)
    {
        var figures = new AnswerFigures();
        foreach (var person in answers.GroupBy(answer => answer.Truth.Person))
        {
            Shown[] course = [.. person.OrderBy(answer => answer.Time)];
            var counted = course.Where(answer => answer.Truth.Counts).ToList();
            var found = soughtChanges.Where(change => change.Person == person.Key).Select(change => (change.Fade, Found: Found(course, change))).ToList();
            figures += new AnswerFigures
            {
                Counted = counted.Count,
                Right = counted.Count(answer => answer.Answer == answer.Truth.Label),
                Flips = Flipped(course, changes.Where(change => change.Person == person.Key)),
                Minutes = course.Zip(course.Skip(1), (a, b) => b.Time - a.Time).Where(step => step <= Gap).Sum() / 60,
                Delays = [.. found.Select(change => change.Found.Delay)],
                WholeDelays = [.. found.Select(change => Math.Max(0, change.Found.Delay - (change.Fade / 2)))],
                KnownDelays = [.. found.Select(change => change.Found.Known)],
                WholeKnownDelays = [.. found.Select(change => Math.Max(0, change.Found.Known - (change.Fade / 2)))],
            };
        }
        return figures;
    }

    private static int Flipped(Shown[] course, IEnumerable<(int Person, double Time, double Fade)> changes)
    {
        var turns = new List<double>();
        for (var i = 1; i < course.Length; i++)
        {
            if (course[i].Answer != course[i - 1].Answer && course[i].Time - course[i - 1].Time <= Gap)
                turns.Add(course[i].Time);
        }
        foreach (var (_, time, fade) in changes)
        {
            var near = turns.Where(turn => Math.Abs(turn - time) <= Math.Max(Soon, fade / 2)).OrderBy(turn => Math.Abs(turn - time)).Take(1).ToList();
            if (near.Count > 0)
                turns.Remove(near[0]);
        }
        return turns.Count;
    }

    private static (double Delay, double Known) Found(Shown[] course, TrueChange change)
    {
        foreach (var answer in course)
        {
            if (answer.Time >= change.Time - (change.Fade / 2) && answer.Time < change.Until && answer.Answer == change.To)
                return (Math.Max(0, answer.Time - change.Time), Math.Max(0, answer.Known - change.Time));
        }
        return (double.PositiveInfinity, double.PositiveInfinity);
    }
}
