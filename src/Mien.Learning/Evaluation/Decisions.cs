using Mien.Learning.Data;
using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>The figures of what was decided for each picture. A picture without a face is a decision for no class.</summary>
internal sealed class Decisions
{
    private const string NoFace = "(no face)";
    private const int Places = 2;
    private const int Seed = 1;
    private readonly IReadOnlyList<string> labels;
    private readonly int[] truth;
    private readonly int[] predicted;
    private readonly float[] probabilities;
    private readonly int[] foundTruth;
    private readonly float[] foundProbabilities;
    private readonly ConfusionMatrix confusion;

    /// <summary>Decides.</summary>
    /// <param name="labels">The C classes.</param>
    /// <param name="truth">N classes.</param>
    /// <param name="distributions">N times C probabilities; null for a picture without a face.</param>
    public Decisions(IReadOnlyList<string> labels, int[] truth, IReadOnlyList<float[]?> distributions)
    {
        (this.labels, this.truth) = (labels, truth);
        predicted = [.. distributions.Select(d => d is null ? -1 : TopLabel.Of(d))];
        probabilities = [.. distributions.SelectMany(d => d ?? new float[labels.Count])];
        foundTruth = [.. truth.Where((_, i) => predicted[i] >= 0)];
        foundProbabilities = [.. distributions.SelectMany(d => d ?? [])];
        confusion = new ConfusionMatrix([.. labels, NoFace]);
        for (var i = 0; i < truth.Length; i++)
            confusion.Add(truth[i], predicted[i] < 0 ? labels.Count : predicted[i]);
        PerClass = [.. new ClassificationScores(confusion).PerClass.Take(labels.Count)];
        var report = ClassificationReport.OfLabels(labels, truth, predicted);
        var samples = ClassificationReport.OfOneHot(labels, truth, predicted).Samples!;
        Averages = new AverageFigures(report.Micro, report.Macro, report.Weighted, samples);
    }

    /// <summary>The scores of each class; a picture without a face is one that its class missed.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>The scores averaged.</summary>
    public AverageFigures Averages { get; }

    /// <summary>Agreement beyond chance; null where it has no meaning.</summary>
    public double? Kappa => CohenKappa.Of(confusion) is var kappa && double.IsFinite(kappa) ? kappa : null;

    /// <summary>The share whose class is among the two most probable; one without a face is wrong.</summary>
    public double Top2Accuracy => TopAccuracy.Of(foundTruth, foundProbabilities, labels.Count, Places) * foundTruth.Length / Math.Max(1, truth.Length);

    /// <summary>The share that is right of the pictures for which a condition holds; one without a face is wrong.</summary>
    public double Accuracy(Func<int, bool> counts)
    {
        var indices = Enumerable.Range(0, truth.Length).Where(counts).ToArray();
        return indices.Length == 0 ? 0 : (double)indices.Count(i => predicted[i] == truth[i]) / indices.Length;
    }

    /// <summary>The 95 % interval of the accuracy.</summary>
    public double[] Interval()
    {
        var interval = WilsonInterval.Of(confusion.Correct, truth.Length);
        return [interval.Low, interval.High];
    }

    /// <summary>The same by drawing rows, and that of the macro F1.</summary>
    public BootstrapFigures Bootstrap()
    {
        var accuracy = BootstrapInterval.Of(truth, predicted, labels.Count, d => d.Accuracy(), Seed);
        var macro = BootstrapInterval.Of(truth, predicted, labels.Count, d => d.MacroF1(), Seed);
        return new BootstrapFigures(BootstrapInterval.DefaultDraws, Seed, [accuracy.Low, accuracy.High], [macro.Low, macro.High]);
    }

    /// <summary>The expected calibration error over the pictures in which a face was found.</summary>
    public double CalibrationError() => Metrics.CalibrationError.Expected(foundTruth, foundProbabilities, labels.Count);

    /// <summary>The diagram behind it.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability() => ReliabilityBin.Of(foundTruth, foundProbabilities, labels.Count);

    /// <summary>The areas under the curves over the pictures in which a face was found.</summary>
    public RocAuc Auc() => RocAuc.Of(foundTruth, foundProbabilities, labels.Count);

    /// <summary>The confusion as rows of counts, pictures without a face left out; rows are the truth.</summary>
    public IReadOnlyList<IReadOnlyList<long>> ConfusionRows() =>
        [.. Enumerable.Range(0, labels.Count).Select(t => (IReadOnlyList<long>)[.. Enumerable.Range(0, labels.Count).Select(p => confusion[t, p])])];

    /// <summary>The decisions one by one.</summary>
    /// <param name="samples">The N rows.</param>
    public EvaluatedRows Rows(IReadOnlyList<Sample> samples) => new(labels, samples, truth, predicted, probabilities);
}
