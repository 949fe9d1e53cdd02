using Mien.Learning.Batching;
using Mien.Learning.Metrics;

namespace Mien.Learning.Evaluation;

/// <summary>The figures of one output on the rows that have a label for it.</summary>
internal static class ChoiceFigures
{
    private const int Places = 2;

    /// <summary>The truth and the logits of the rows that take part.</summary>
    public static (int[] Truth, float[] Logits) Labelled(TargetTable targets, ReadOnlySpan<float> logits)
    {
        var classes = targets.Labels.Count;
        var truth = new List<int>(targets.Count);
        var values = new List<float>(logits.Length);
        for (var row = 0; row < targets.Count; row++)
        {
            if (!targets.Has(row))
                continue;
            truth.Add(targets.LabelOf(row));
            values.AddRange(logits.Slice(row * classes, classes));
        }
        return ([.. truth], [.. values]);
    }

    /// <summary>All figures; the probabilities are those at temperature 1.</summary>
    public static OutputFigures Of(TargetTable targets, ReadOnlySpan<float> logits)
    {
        var (truth, values) = Labelled(targets, logits);
        var classes = targets.Labels.Count;
        var confusion = new ConfusionMatrix(targets.Labels.Names);
        for (var i = 0; i < truth.Length; i++)
            confusion.Add(truth[i], TopLabel.Of(values.AsSpan(i * classes, classes)));
        var scores = new ClassificationScores(confusion);
        var loss = TemperatureScaling.NegativeLogLikelihood(truth, values, classes);
        var probabilities = new float[values.Length];
        TemperatureScaling.Apply(values, classes, 1, probabilities);
        return new OutputFigures(scores.Accuracy, scores.MacroF1, loss, truth.Length)
        {
            WeightedF1 = scores.WeightedF1,
            Top2Accuracy = TopAccuracy.Of(truth, values, classes, Places),
            Kappa = CohenKappa.Of(confusion) is var kappa && double.IsFinite(kappa) ? kappa : null,
            RocAuc = RocAuc.Of(truth, probabilities, classes).Macro,
            Ece = CalibrationError.Expected(truth, probabilities, classes),
            MacroPrecision = scores.MacroPrecision,
            MacroRecall = scores.MacroRecall,
        };
    }
}
