using Mien.Emotions.Video;
using Mien.Faces.Tracking;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>
/// Pairs results with the truth frame by frame as CLEAR MOT does: pairs stay as long as they overlap enough, others are made by the best overlap. Whoever was not found
/// for longer than numbers are kept, or for more than half a second and shows another person's picture since, who is another person to any eye, has a new number rightly:
/// that is no switch, but a renewal.
/// </summary>
internal sealed class FaceMatcher
{
    // A painted square holds hair and chin, and detectors outline the face inside: at a half, one of seventeen faces that the built-in one finds would count as missed.
    private const double Overlap = 0.3;
    private const double Moment = 0.5;
    private static readonly double Kept = new FaceTrackerOptions().LongestGap.TotalSeconds;
    private readonly Dictionary<int, int> numberOf = [];
    private readonly Dictionary<int, int> personOf = [];
    private readonly Dictionary<int, bool> wasLost = [];
    private readonly Dictionary<int, (double Time, int Picture)> shown = [];
    private readonly List<Sighting> sightings = [];

    /// <summary>The figures so far.</summary>
    public IdentityFigures Figures { get; private set; }

    /// <summary>The pairs so far.</summary>
    public IReadOnlyList<Sighting> Sightings => sightings;

    /// <summary>Pairs a whole run.</summary>
    public static FaceMatcher Of(ClipRun run)
    {
        var matcher = new FaceMatcher();
        foreach (var result in run.Results)
            matcher.Add(result, run.Script.At(result.Frame.Time.TotalSeconds));
        return matcher;
    }

    /// <summary>Takes in a frame.</summary>
    public void Add(ClipResult result, IReadOnlyList<TrueFace> truth)
    {
        var pairs = Pairs(result.Frame.Faces, truth);
        // Whoever is covered is not looked for, and a result there is not wrong.
        var seen = truth.Where(face => face.IsVisible).ToList();
        foreach (var face in seen.Where(face => pairs.ContainsKey(face)))
            See(face, pairs[face].Id, result.Frame.Time.TotalSeconds);
        foreach (var face in seen.Where(face => !pairs.ContainsKey(face)))
            wasLost[face.Person] = numberOf.ContainsKey(face.Person);
        // Whoever is out of sight is not lost.
        foreach (var person in wasLost.Keys.Except(seen.Select(face => face.Person)).ToList())
            wasLost[person] = false;
        Figures += new IdentityFigures(seen.Count, seen.Count(face => !pairs.ContainsKey(face)), result.Frame.Faces.Count - pairs.Count, 0, 0, 0, 0);
        sightings.AddRange(seen.Where(pairs.ContainsKey).Select(face => new Sighting(result.Frame.Time.TotalSeconds, result.Known, face, pairs[face])));
    }

    private Dictionary<TrueFace, FrameFace> Pairs(IReadOnlyList<FrameFace> faces, IReadOnlyList<TrueFace> truth)
    {
        var pairs = new Dictionary<TrueFace, FrameFace>();
        var all = from face in faces
                  from real in truth
                  let overlap = real.Box.IntersectionOverUnion(face.Box)
                  where overlap >= Overlap
                  orderby numberOf.TryGetValue(real.Person, out var number) && number == face.Id descending, overlap descending
                  select (real, face);
        foreach (var (real, face) in all)
        {
            if (!pairs.ContainsKey(real) && !pairs.ContainsValue(face))
                pairs[real] = face;
        }
        return pairs;
    }

    private void See(TrueFace face, int number, double time)
    {
        var person = face.Person;
        var isRenewed = shown.TryGetValue(person, out var last) && time - last.Time > (last.Picture == face.Picture ? Kept : Moment);
        var hasChanged = numberOf.TryGetValue(person, out var before) && before != number;
        var isMerged = personOf.TryGetValue(number, out var owner) && owner != person;
        Figures += new IdentityFigures(
            0, 0, 0, hasChanged && !isRenewed ? 1 : 0, hasChanged && isRenewed ? 1 : 0, wasLost.GetValueOrDefault(person) ? 1 : 0, isMerged ? 1 : 0);
        (numberOf[person], personOf[number], wasLost[person], shown[person]) = (number, person, false, (time, face.Picture));
    }
}
