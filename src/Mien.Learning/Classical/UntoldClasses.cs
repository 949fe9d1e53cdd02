namespace Mien.Learning.Classical;

/// <summary>Classes of which no row was learned from: whatever a picture looks like, they are never told.</summary>
internal static class UntoldClasses
{
    /// <summary>As far below the others as a share of 0 is below a whole one, as forests count it: finite, so that losses and temperatures are.</summary>
    private static readonly float Distance = -MathF.Log(RandomForest.SmallestShare);

    /// <summary>Puts the scores of classes that were not learned below all others.</summary>
    /// <param name="scores">C scores.</param>
    /// <param name="isTold">For each class whether a row of it was learned from; one is.</param>
    public static void Lower(Span<float> scores, ReadOnlySpan<bool> isTold)
    {
        if (!isTold.Contains(false))
            return;
        var least = float.PositiveInfinity;
        for (var label = 0; label < scores.Length; label++)
            least = isTold[label] ? MathF.Min(least, scores[label]) : least;
        for (var label = 0; label < scores.Length; label++)
            scores[label] = isTold[label] ? scores[label] : least - Distance;
    }
}
