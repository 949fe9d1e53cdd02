using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Batching;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Evaluation;

public class ChoiceFiguresTests
{
    [Fact]
    public void All_macro_averages_run_over_the_classes_of_truth_and_predictions()
    {
        // By hand: the class c has no row but one decision, d has neither. Precisions are 1, 1 and 0, recalls 1/2, 1 and 0, F1 2/3, 1 and 0.
        var (truth, predicted) = (new[] { 0, 0, 1 }, new[] { 0, 2, 1 });
        var labels = new LabelSet("a", "b", "c", "d");
        var data = new Dataset("t", labels, [.. truth.Select((label, i) => new Sample(new Image(1, 1, 1), "t", i + 2, i + 1) { Label = label })]);
        float[] logits = [.. predicted.SelectMany(top => Enumerable.Range(0, labels.Count).Select(label => label == top ? 2f : 0f))];
        var figures = ChoiceFigures.Of(TargetTable.FromLabels(data, "o"), logits);
        Assert.Equal(2 / 3.0, figures.MacroPrecision!.Value, 1e-12);
        Assert.Equal(0.5, figures.MacroRecall!.Value, 1e-12);
        Assert.Equal(5 / 9.0, figures.MacroF1, 1e-12);

        // The same as scikit-learn's report, which golden files hold.
        var report = ClassificationReport.OfLabels(labels.Names, truth, predicted).Macro;
        Assert.Equal((report.Precision, report.Recall), (figures.MacroPrecision.Value, figures.MacroRecall.Value));
    }
}
