using Mien.Emotions.OverTime;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>All that is measured of clips; those of several clips add up.</summary>
/// <param name="Raw">The answers frame by frame.</param>
/// <param name="Mean">Those of the moving average of equal lag.</param>
/// <param name="Smoothed">Those that are shown.</param>
/// <param name="Identity">How well numbers stayed with persons.</param>
/// <param name="Events">How well onsets are told.</param>
/// <param name="Unread">True changes to a label that most frames after it are not read as: no smoothing can find these.</param>
/// <param name="Behind">The most that a result lay behind the newest frame, in seconds.</param>
internal sealed record ClipFigures(AnswerFigures Raw, AnswerFigures Mean, AnswerFigures Smoothed, IdentityFigures Identity, EventFigures Events, int Unread, double Behind)
{
    public static ClipFigures operator +(ClipFigures a, ClipFigures b) => new(
        a.Raw + b.Raw, a.Mean + b.Mean, a.Smoothed + b.Smoothed, a.Identity + b.Identity, a.Events + b.Events, a.Unread + b.Unread, Math.Max(a.Behind, b.Behind));

    /// <summary>Measures a run.</summary>
    /// <param name="run">A run of the analyzer with the smoother's own lag.</param>
    public static ClipFigures Of(ClipRun run)
    {
        var lag = new EmotionSmootherOptions().Lag.TotalSeconds;
        var matcher = FaceMatcher.Of(run);
        var sightings = matcher.Sightings;
        var all = run.Script.People.SelectMany(person => person.Holds.Skip(1).Select(hold => (person.Person, hold.Start, hold.Fade))).ToList();
        var inSight = TrueChange.Of(run.Script);
        var read = inSight.Where(change => IsRead(sightings, change)).ToList();
        return new ClipFigures(
            AnswerFigures.Of(sightings.Select(s => new Shown(s.Time, s.Known, s.Truth, s.Face.Raw.Label)), all, read),
            AnswerFigures.Of(MovingMean.Answers(sightings, lag), all, read),
            AnswerFigures.Of(sightings.Select(s => new Shown(s.Time, s.Known, s.Truth, s.Face.Smoothed.Label)), all, read),
            matcher.Figures, EventFigures.Of(run, sightings, read), inSight.Count - read.Count, run.Results.Max(result => result.Known - result.Frame.Time.TotalSeconds));
    }

    /// <summary>The figures as lines of a table.</summary>
    public IEnumerable<string> Lines()
    {
        yield return "                                        within 0.5 s of the fade's middle, of its end";
        yield return "                 flips/min  accuracy         found             told         median until told";
        foreach (var (name, figures) in new[] { ("frame by frame", Raw), ("moving average", Mean), ("smoothed", Smoothed) })
        {
            yield return FormattableString.Invariant(
                $"{name,-15} {figures.FlipsPerMinute,10:F1} {figures.Accuracy,9:P1} {figures.FoundSoon,8:P1} {figures.WholeSoon,7:P1} {figures.KnownSoon,8:P1} {figures.WholeKnownSoon,7:P1} {figures.MedianKnown,17:F2} s");
        }
        yield return FormattableString.Invariant(
            $"{Raw.Minutes:F1} minutes of faces, {Raw.Counted} frames for accuracy, {Raw.Delays.Count} changes looked for ({Unread} more that the model reads otherwise); flips {Raw.Flips}, {Mean.Flips}, {Smoothed.Flips}");
        yield return FormattableString.Invariant(
            $"identities: {Identity.Switches} switches, {Identity.Renewed} renewed, {Identity.Merged} merged, {Identity.Fragments} fragments; {Identity.Missed} of {Identity.Faces} faces missed, {Identity.False} false");
        yield return FormattableString.Invariant(
            $"onsets: {Events.Found} of {Events.True} found within 0.5 s, {Events.Right} of {Events.Told} told are right; results at most {Behind:F2} s behind the newest frame");
    }

    private static bool IsRead(IReadOnlyList<Sighting> sightings, TrueChange change)
    {
        var held = sightings.Where(s => s.Truth.Person == change.Person && s.Time >= change.Time + (change.Fade / 2) && s.Time < change.Until && s.Truth.Counts).ToList();
        return 2 * held.Count(s => s.Face.Raw.Label == change.To) > held.Count;
    }
}
