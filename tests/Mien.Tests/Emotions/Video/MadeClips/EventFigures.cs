using Mien.Emotions.OverTime;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>How many of the expressions that really began are told as onsets.</summary>
/// <param name="True">Expressions other than neutral that began in sight.</param>
/// <param name="Found">Those with an onset of their label within half a second.</param>
/// <param name="Told">Onsets told of faces that are there.</param>
/// <param name="Right">Those whose face showed that label, or does within half a second.</param>
internal readonly record struct EventFigures(int True, int Found, int Told, int Right)
{
    public static EventFigures operator +(EventFigures a, EventFigures b) => new(a.True + b.True, a.Found + b.Found, a.Told + b.Told, a.Right + b.Right);

    public static EventFigures Of(ClipRun run, IReadOnlyList<Sighting> sightings, IReadOnlyList<TrueChange> changes)
    {
        var told = (from happened in run.Events
                    where happened.Event.Kind == EmotionEventKind.Onset
                    let time = happened.Event.Time.TotalSeconds
                    let seen = sightings.Where(sighting => sighting.Face.Id == happened.Id).MinBy(sighting => Math.Abs(sighting.Time - time))
                    where seen is not null
                    select (seen.Truth.Person, Time: time, happened.Event.Label)).ToList();
        var began = changes.Where(change => change.To != "neutral").ToList();
        return new EventFigures(
            began.Count, began.Count(change => told.Any(onset => onset.Person == change.Person && onset.Label == change.To && Math.Abs(onset.Time - change.Time) <= AnswerFigures.Soon)),
            told.Count, told.Count(onset => Shows(run.Script.People[onset.Person], onset.Time, onset.Label)));
    }

    private static bool Shows(PersonScript person, double time, string label) =>
        person.LabelAt(time - AnswerFigures.Soon) == label || person.LabelAt(time) == label || person.LabelAt(time + AnswerFigures.Soon) == label;
}
