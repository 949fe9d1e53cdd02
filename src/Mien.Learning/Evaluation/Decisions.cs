using Mien.Emotions;
using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>What a model decided for each picture, beside the truth. A picture without a face is a decision for no class.</summary>
internal sealed class Decisions
{
    private const string NoFace = "(no face)";
    private readonly int[] truth;
    private readonly bool[] isFound;
    private readonly float[] probabilities;
    private readonly int classes;
    private readonly ConfusionMatrix confusion;

    public Decisions(int[] truth, IReadOnlyList<EmotionDistribution?> distributions, LabelAlignment alignment)
    {
        this.truth = truth;
        classes = alignment.Labels.Count;
        isFound = [.. distributions.Select(d => d is not null)];
        probabilities = new float[truth.Length * classes];
        confusion = new ConfusionMatrix([.. alignment.Labels, NoFace]);
        for (var i = 0; i < truth.Length; i++)
        {
            if (distributions[i] is { } distribution)
                alignment.Apply([.. distribution.Values], Row(i));
            confusion.Add(truth[i], isFound[i] ? TopLabel.Of(Row(i)) : classes);
        }
        PerClass = [.. new ClassificationScores(confusion).PerClass.Take(classes)];
    }

    /// <summary>The scores of each class; a picture without a face is one that its class missed.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>The mean F1 of the classes that occur in the truth or among the decisions.</summary>
    public double MacroF1 => PerClass.Where((c, i) => c.Support > 0 || Enumerable.Range(0, classes).Any(t => confusion[t, i] > 0)).Average(c => c.F1);

    /// <summary>The mean F1 of the classes, weighted by support.</summary>
    public double WeightedF1 => PerClass.Sum(c => c.F1 * c.Support) / Math.Max(1, truth.Length);

    /// <summary>The share that is right of the pictures for which a condition holds; one without a face is wrong.</summary>
    public double Accuracy(Func<int, bool> counts)
    {
        var indices = Enumerable.Range(0, truth.Length).Where(counts).ToArray();
        return indices.Length == 0 ? 0 : (double)indices.Count(IsRight) / indices.Length;
    }

    /// <summary>The 95 % interval of the accuracy.</summary>
    public double[] Interval()
    {
        var interval = WilsonInterval.Of(Enumerable.Range(0, truth.Length).Count(IsRight), truth.Length);
        return [interval.Low, interval.High];
    }

    /// <summary>The expected calibration error over the pictures in which a face was found.</summary>
    public double CalibrationError()
    {
        var found = Enumerable.Range(0, truth.Length).Where(i => isFound[i]).ToArray();
        return Metrics.CalibrationError.Expected([.. found.Select(i => truth[i])], [.. found.SelectMany(i => Row(i).ToArray())], classes);
    }

    /// <summary>The confusion as rows of counts, pictures without a face left out; rows are the truth.</summary>
    public IReadOnlyList<IReadOnlyList<long>> ConfusionRows() =>
        [.. Enumerable.Range(0, classes).Select(t => (IReadOnlyList<long>)[.. Enumerable.Range(0, classes).Select(p => confusion[t, p])])];

    private bool IsRight(int index) => isFound[index] && TopLabel.Of(Row(index)) == truth[index];

    private Span<float> Row(int index) => probabilities.AsSpan(index * classes, classes);
}
