using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

/// <summary>Every metric against scikit-learn and SciPy, to 1e-9.</summary>
public class MetricsGoldenTests
{
    public static TheoryData<string> Names => ["seven classes", "a class that never occurs", "two classes"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scores_are_scikit_learns(string name)
    {
        var golden = Golden.Case("metrics.json", name);
        var confusion = new ConfusionMatrix([.. Enumerable.Range(0, (int)golden.Number("classes")).Select(label => $"c{label}")]);
        confusion.Add(Truth(golden), golden.Floats("logits"));
        var scores = new ClassificationScores(confusion);

        Golden.AssertClose(golden.Numbers("confusion"), [.. confusion.ToRows().SelectMany(row => row).Select(count => (double)count)], 0);
        Golden.AssertClose(golden.Numbers("precision"), [.. scores.PerClass.Select(score => score.Precision)], 1e-9);
        Golden.AssertClose(golden.Numbers("recall"), [.. scores.PerClass.Select(score => score.Recall)], 1e-9);
        Golden.AssertClose(golden.Numbers("f1"), [.. scores.PerClass.Select(score => score.F1)], 1e-9);
        Golden.AssertClose(golden.Numbers("support"), [.. scores.PerClass.Select(score => (double)score.Support)], 0);
        double[] expected = [golden.Number("accuracy"), golden.Number("macroF1"), golden.Number("microF1"), golden.Number("weightedF1")];
        Golden.AssertClose(expected, [scores.Accuracy, scores.MacroF1, scores.MicroF1, scores.WeightedF1], 1e-9);
        Golden.AssertClose([golden.Number("low"), golden.Number("high")], [scores.Interval.Low, scores.Interval.High], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Calibration_is_the_references(string name)
    {
        var golden = Golden.Case("metrics.json", name);
        var (truth, logits, classes) = (Truth(golden), golden.Floats("logits"), (int)golden.Number("classes"));

        Assert.Equal(golden.Number("ece"), CalibrationError.Expected(truth, golden.Floats("probabilities"), classes), 1e-9);
        Assert.Equal(golden.Number("temperature"), TemperatureScaling.Fit(truth, logits, classes), 1e-9);
        Assert.Equal(golden.Number("logLoss"), TemperatureScaling.NegativeLogLikelihood(truth, logits, classes), 1e-9);
        Assert.Equal(golden.Number("logLossAt2.5"), TemperatureScaling.NegativeLogLikelihood(truth, logits, classes, 2.5), 1e-9);
        TemperatureScaling.Apply(logits, classes, 1, logits);
        Golden.AssertClose(golden.Numbers("probabilities"), logits, 1e-7);
    }

    private static int[] Truth(System.Text.Json.JsonElement golden) => Array.ConvertAll(golden.Numbers("truth"), value => (int)value);
}
