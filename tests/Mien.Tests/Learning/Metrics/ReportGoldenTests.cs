using System.Text.Json;
using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

/// <summary>Reports against scikit-learn 1.2.1: texts character for character, figures to 1e-9.</summary>
public class ReportGoldenTests
{
    private static readonly JsonElement[] Cases = [.. Golden.Document("report.json").GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Names => [.. Cases.Where(c => c.TryGetProperty("truth", out _)).Select(c => c.GetProperty("name").GetString()!)];

    public static TheoryData<string> Drawn => [.. Cases.Where(c => c.TryGetProperty("probabilities", out _)).Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_on_class_labels_is_scikit_learns(string name)
    {
        var golden = Case(name);
        var report = ClassificationReport.OfLabels(Labels(golden), Truth(golden), Predicted(golden));
        Assert.Equal(golden.GetProperty("text").GetString(), report.ToText((int)golden.Number("digits")));
        AssertAverages(golden.GetProperty("averages"), report);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_on_one_hot_rows_is_scikit_learns(string name)
    {
        var golden = Case(name);
        var report = ClassificationReport.OfOneHot(Labels(golden), Truth(golden), Predicted(golden));
        Assert.Equal(golden.GetProperty("oneHotText").GetString(), report.ToText((int)golden.Number("digits")));
        AssertAverages(golden.GetProperty("oneHotAverages"), report);
    }

    [Theory]
    [InlineData("several labels a row")]
    [InlineData("two labels a row")]
    public void The_text_on_rows_of_several_labels_is_scikit_learns(string name)
    {
        var golden = Case(name);
        var report = ClassificationReport.OfRows(Labels(golden), Bits(golden, "truthRows"), Bits(golden, "predictedRows"));
        Assert.Equal(golden.GetProperty("oneHotText").GetString(), report.ToText());
        AssertAverages(golden.GetProperty("oneHotAverages"), report);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kappa_is_scikit_learns(string name)
    {
        var golden = Case(name);
        var confusion = new ConfusionMatrix([.. Labels(golden), "none"]);
        foreach (var (truth, predicted) in Truth(golden).Zip(Predicted(golden)))
            confusion.Add(truth, predicted < 0 ? confusion.Classes - 1 : predicted);
        Assert.Equal(golden.Number("kappa", double.NaN), CohenKappa.Of(confusion), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Top_two_areas_and_reliability_are_the_references(string name)
    {
        var golden = Case(name);
        var (truth, probabilities, classes) = (Truth(golden), golden.Floats("probabilities"), (int)golden.Number("classes"));
        Assert.Equal(golden.Number("top2"), TopAccuracy.Of(truth, probabilities, classes, 2), 1e-9);
        var auc = RocAuc.Of(truth, probabilities, classes);
        double[] expected = [.. golden.GetProperty("auc").EnumerateArray().Select(a => a.ValueKind == JsonValueKind.Null ? -1 : a.GetDouble())];
        Golden.AssertClose(expected, [.. auc.PerClass.Select(a => a ?? -1)], 1e-9);
        Assert.Equal(golden.Number("macroAuc", auc.Macro!.Value), auc.Macro.Value, 1e-9);
        Assert.Equal(golden.Number("weightedAuc", auc.Weighted!.Value), auc.Weighted.Value, 1e-9);
        var bars = ReliabilityBin.Of(truth, probabilities, classes).SelectMany(b => new[] { b.Count, b.Confidence, b.Accuracy }).ToArray();
        Golden.AssertClose([.. golden.GetProperty("reliability").EnumerateArray().SelectMany(b => b.EnumerateArray().Select(v => v.GetDouble()))], bars, 1e-9);
    }

    [Fact]
    public void Decisions_without_meaning_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ClassificationReport.OfLabels(["a", "b"], [0], [2]));
        Assert.Throws<ArgumentException>(() => ClassificationReport.OfLabels(["a", "b"], [-1], [0]));
        Assert.Throws<ArgumentException>(() => ClassificationReport.OfLabels(["a", "b"], [], []));
        Assert.Throws<ArgumentException>(() => ClassificationReport.OfRows(["a", "b"], [true], [true]));
    }

    private static JsonElement Case(string name) => Cases.Single(c => c.GetProperty("name").GetString() == name);

    private static string[] Labels(JsonElement golden) => [.. golden.GetProperty("labels").EnumerateArray().Select(l => l.GetString()!)];

    private static int[] Truth(JsonElement golden) => Array.ConvertAll(golden.Numbers("truth"), value => (int)value);

    private static int[] Predicted(JsonElement golden) => Array.ConvertAll(golden.Numbers("predicted"), value => (int)value);

    private static bool[] Bits(JsonElement golden, string name) => Array.ConvertAll(golden.Numbers(name), value => value != 0);

    private static void AssertAverages(JsonElement expected, ClassificationReport report)
    {
        foreach (var (kind, actual) in new[] { ("micro", report.Micro), ("macro", report.Macro), ("weighted", report.Weighted), ("samples", report.Samples) })
        {
            if (expected.TryGetProperty(kind, out _))
                Golden.AssertClose(expected.Numbers(kind), [actual!.Precision, actual.Recall, actual.F1], 1e-9);
        }
    }
}
