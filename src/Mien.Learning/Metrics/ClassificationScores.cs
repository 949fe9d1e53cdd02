namespace Mien.Learning.Metrics;

/// <summary>The scores of a classification in scikit-learn's meaning, from its confusion matrix.</summary>
public sealed class ClassificationScores
{
    /// <summary>Computes the scores.</summary>
    public ClassificationScores(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        Count = confusion.Count;
        Accuracy = Ratio(confusion.Correct, Count);
        Interval = WilsonInterval.Of(confusion.Correct, Count);
        PerClass = [.. Enumerable.Range(0, confusion.Classes).Select(label => Score(confusion, label))];
        var seen = PerClass.Where((score, label) => score.Support > 0 || Predicted(confusion, label) > 0).ToArray();
        (MacroPrecision, MacroRecall, MacroF1) = seen.Length == 0
            ? (0.0, 0.0, 0.0)
            : (seen.Average(score => score.Precision), seen.Average(score => score.Recall), seen.Average(score => score.F1));
        WeightedF1 = Count == 0 ? 0 : PerClass.Sum(score => score.F1 * score.Support) / Count;
    }

    /// <summary>The number of pictures.</summary>
    public long Count { get; }

    /// <summary>The share that is right, 0 to 1; 0 without pictures.</summary>
    public double Accuracy { get; }

    /// <summary>The 95 % interval of the accuracy.</summary>
    public WilsonInterval Interval { get; }

    /// <summary>The scores of each class, in the order of the labels.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>The mean precision of the classes that occur in the truth or among the predictions.</summary>
    public double MacroPrecision { get; }

    /// <summary>The mean recall of the same classes.</summary>
    public double MacroRecall { get; }

    /// <summary>The mean F1 of the same classes.</summary>
    public double MacroF1 { get; }

    /// <summary>The F1 of all decisions together, which for one label a picture is the accuracy.</summary>
    public double MicroF1 => Accuracy;

    /// <summary>The mean F1 of the classes, weighted by their support.</summary>
    public double WeightedF1 { get; }

    private static ClassScore Score(ConfusionMatrix confusion, int label)
    {
        var (hit, support) = (confusion[label, label], 0L);
        for (var other = 0; other < confusion.Classes; other++)
            support += confusion[label, other];
        var predicted = Predicted(confusion, label);
        return new ClassScore(
            confusion.Labels[label], Ratio(hit, predicted), Ratio(hit, support), Ratio(2 * hit, predicted + support), support);
    }

    private static long Predicted(ConfusionMatrix confusion, int label)
    {
        var predicted = 0L;
        for (var truth = 0; truth < confusion.Classes; truth++)
            predicted += confusion[truth, label];
        return predicted;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
