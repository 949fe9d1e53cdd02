namespace Mien.Learning.Metrics;

/// <summary>How often the truth is among the most probable classes.</summary>
public static class TopAccuracy
{
    /// <summary>The share of rows whose truth is among the largest <paramref name="places"/> scores; of equal scores the first class comes first.</summary>
    /// <param name="truth">N classes.</param>
    /// <param name="scores">N×C, row-major.</param>
    /// <param name="classes">C.</param>
    /// <param name="places">At least 1.</param>
    /// <returns>0 to 1; 0 without rows.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a class is out of range.</exception>
    public static double Of(ReadOnlySpan<int> truth, ReadOnlySpan<float> scores, int classes, int places)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        TopLabel.CheckRows(truth.Length, scores.Length, classes);
        var right = 0;
        for (var row = 0; row < truth.Length; row++)
        {
            TopLabel.CheckLabel(truth[row], classes, row);
            right += PlaceOf(scores.Slice(row * classes, classes), truth[row]) < places ? 1 : 0;
        }
        return truth.IsEmpty ? 0 : (double)right / truth.Length;
    }

    private static int PlaceOf(ReadOnlySpan<float> scores, int label)
    {
        var before = 0;
        for (var other = 0; other < scores.Length; other++)
            before += scores[other] > scores[label] || (scores[other] == scores[label] && other < label) ? 1 : 0;
        return before;
    }
}
