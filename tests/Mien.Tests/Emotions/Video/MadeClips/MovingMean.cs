namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>The plain moving average that smoothing is compared with: the mean of a face's raw distributions from a lag before each frame to a lag after it.</summary>
internal static class MovingMean
{
    /// <summary>The label of each sighting.</summary>
    /// <param name="sightings">Of one clip.</param>
    /// <param name="lag">Seconds to either side, so that the result lies as far behind as that of a smoother with this lag.</param>
    public static IEnumerable<Shown> Answers(IReadOnlyList<Sighting> sightings, double lag)
    {
        foreach (var course in sightings.GroupBy(sighting => sighting.Face.Id).Select(group => group.OrderBy(sighting => sighting.Time).ToArray()))
        {
            foreach (var sighting in course)
            {
                var window = course.Where(other => Math.Abs(other.Time - sighting.Time) <= lag + 1e-6);
                yield return new Shown(sighting.Time, sighting.Known, sighting.Truth, Top([.. window.Select(other => other.Face.Raw.Values)], sighting));
            }
        }
    }

    private static string Top(IReadOnlyList<float>[] raw, Sighting sighting)
    {
        var labels = sighting.Face.Raw.Labels;
        var top = Enumerable.Range(0, labels.Count).MaxBy(label => raw.Sum(values => values[label]));
        return labels.EmotionAt(top) is { } emotion ? Mien.Emotions.EmotionNames.NameOf(emotion) : labels[top];
    }
}
