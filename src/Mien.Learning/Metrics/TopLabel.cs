namespace Mien.Learning.Metrics;

/// <summary>The class with the largest score.</summary>
internal static class TopLabel
{
    /// <summary>The first of the largest; a score that is not a number is never the largest, unless all are.</summary>
    public static int Of(ReadOnlySpan<float> scores)
    {
        var top = 0;
        for (var label = 1; label < scores.Length; label++)
            if (scores[label] > scores[top] || (float.IsNaN(scores[top]) && !float.IsNaN(scores[label])))
                top = label;
        return top;
    }

    public static void CheckRows(int truth, int scores, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (scores != (long)truth * classes)
            throw new ArgumentException($"There are {truth} truths and {scores} scores; {classes} classes need {(long)truth * classes}.");
    }

    public static void CheckLabel(int label, int classes, int row)
    {
        if ((uint)label >= (uint)classes)
            throw new ArgumentException($"The truth of row {row} is class {label}; the classes are 0 to {classes - 1}.");
    }
}
