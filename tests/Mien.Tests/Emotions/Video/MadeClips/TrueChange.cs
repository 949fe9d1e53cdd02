namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>A person really changes expression, in sight.</summary>
/// <param name="Person">Who.</param>
/// <param name="Time">The middle of the fade, in seconds.</param>
/// <param name="Fade">The fade's length, in seconds.</param>
/// <param name="To">The label after it.</param>
/// <param name="Until">When it changes again, or the clip ends, in seconds.</param>
internal sealed record TrueChange(int Person, double Time, double Fade, string To, double Until)
{
    /// <summary>The changes of a clip that happen in sight: the face is there and not covered from the fade's beginning to a second after its middle.</summary>
    public static IReadOnlyList<TrueChange> Of(ClipScript script) =>
    [
        .. from person in script.People
           from i in Enumerable.Range(1, Math.Max(0, person.Holds.Count - 1))
           let hold = person.Holds[i]
           let until = i + 1 < person.Holds.Count ? person.Holds[i + 1].Start : script.Length
           let times = Enumerable.Range(0, 16).Select(k => hold.Start - (hold.Fade / 2) + (k / 15.0 * (1 + (hold.Fade / 2))))
           where until - hold.Start >= 1 && times.All(time => script.At(time).Any(face => face.Person == person.Person && face.Covered < 0.15))
           select new TrueChange(person.Person, hold.Start, hold.Fade, hold.Shown.Label, until),
    ];
}
