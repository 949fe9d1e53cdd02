namespace Mien.Learning.Metrics;

/// <summary>The area under the receiver operating characteristic of each class against the rest (Hanley and McNeil 1982).</summary>
/// <param name="PerClass">0 to 1, one a class; null where the class has no picture, or no other class has one.</param>
/// <param name="Macro">The mean over the classes that have an area; null where none has.</param>
/// <param name="Weighted">Their mean, weighted by support; null where none has.</param>
public sealed record RocAuc(IReadOnlyList<double?> PerClass, double? Macro, double? Weighted)
{
    /// <summary>Computes the areas: the share of pairs, one picture of the class and one of another, that the score orders rightly; equal scores count half.</summary>
    /// <param name="truth">N classes.</param>
    /// <param name="scores">N×C, row-major; none is NaN, which has no place in an order.</param>
    /// <param name="classes">C.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together, a class is out of range, or a score is not a number.</exception>
    public static RocAuc Of(ReadOnlySpan<int> truth, ReadOnlySpan<float> scores, int classes)
    {
        TopLabel.CheckRows(truth.Length, scores.Length, classes);
        var support = new long[classes];
        for (var row = 0; row < truth.Length; row++)
        {
            TopLabel.CheckLabel(truth[row], classes, row);
            support[truth[row]]++;
        }
        for (var i = 0; i < scores.Length; i++)
            if (float.IsNaN(scores[i]))
                throw new ArgumentException($"The score of row {i / classes} for class {i % classes} is not a number.");
        var areas = new double?[classes];
        for (var label = 0; label < classes; label++)
            areas[label] = Area(truth, scores, classes, label);
        int[] known = [.. Enumerable.Range(0, classes).Where(label => areas[label] is not null)];
        return known.Length == 0
            ? new RocAuc(areas, null, null)
            : new RocAuc(areas, known.Average(label => areas[label]), known.Sum(label => areas[label] * support[label]) / known.Sum(label => support[label]));
    }

    private static double? Area(ReadOnlySpan<int> truth, ReadOnlySpan<float> scores, int classes, int label)
    {
        var keys = new float[truth.Length];
        var own = new bool[truth.Length];
        for (var row = 0; row < keys.Length; row++)
            (keys[row], own[row]) = (scores[(row * classes) + label], truth[row] == label);
        Array.Sort(keys, own);
        var (positives, pairs, before) = (0L, 0.0, 0L);
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            var hits = 0L;
            for (; end < keys.Length && keys[end] == keys[start]; end++)
                hits += own[end] ? 1 : 0;
            var others = end - start - hits;
            pairs += hits * (before + (others / 2.0));
            (positives, before, start) = (positives + hits, before + others, end);
        }
        return positives == 0 || before == 0 ? null : pairs / ((double)positives * before);
    }
}
