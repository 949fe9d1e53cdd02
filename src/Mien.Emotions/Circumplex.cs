namespace Mien.Emotions;

/// <summary>Where the emotions lie in the plane of valence (displeasure −1 to pleasure 1) and arousal (calm −1 to excited 1).</summary>
/// <remarks>
/// Mean ratings of the words happy, surprised, angry, disgusted, fearful and sad by Russell and Mehrabian, "Evidence for a three-factor theory of
/// emotions", Journal of Research in Personality 11 (1977), as they are commonly quoted; dominance is left out, neutral is the origin. For contempt we
/// know no rating from there: it stands at disgust's place. A face's valence and arousal are the mean of these points under its distribution: derived from
/// the classes, not measured, and never beyond the points.
/// </remarks>
public static class Circumplex
{
    private static readonly (double Valence, double Arousal)[] Points =
    [
        (-0.51, 0.59), // anger
        (-0.60, 0.35), // disgust
        (-0.64, 0.60), // fear
        (0.81, 0.51), // happiness
        (-0.63, -0.27), // sadness
        (0.40, 0.67), // surprise
        (0, 0), // neutral
        (-0.60, 0.35), // contempt
    ];

    /// <summary>The point of an emotion.</summary>
    /// <param name="emotion">One of the eight.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the eight.</exception>
    public static (double Valence, double Arousal) PointOf(Emotion emotion) => (uint)emotion < (uint)Points.Length
        ? Points[(int)emotion]
        : throw new ArgumentOutOfRangeException(nameof(emotion), emotion, "There are eight emotions.");
}
