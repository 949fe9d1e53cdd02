using System.Xml.Linq;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Learning.Reports;

namespace Mien.Tests.Learning.Evaluation;

public sealed class ModelComparisonTests(TrainedModel trained) : IClassFixture<TrainedModel>
{
    [Fact]
    public void Models_are_sorted_and_equal_ones_show_no_real_difference()
    {
        var rows = Compare();
        Assert.Equal(["again", "it", "one class"], rows.Select(r => r.Model.Name));
        Assert.Equal(1, rows[0].ToNext!.PValue);
        Assert.False(rows[0].ToNext!.IsReal);
        Assert.True(rows[1].ToNext!.IsReal);
        Assert.Null(rows[2].ToNext);
        Assert.Equal("no real difference (p = 1.00)", ComparisonPage.Verdict(rows[0].ToNext));
        Assert.StartsWith("better (p ", ComparisonPage.Verdict(rows[1].ToNext), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_and_the_csv_hold_a_row_a_model()
    {
        var rows = Compare();
        var lines = ComparisonPage.ToCsv(rows).ToArray();
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Equal(19, line.Count(c => c == ',')));
        Assert.EndsWith(",1,no real difference,no,", lines[1], StringComparison.Ordinal);
        var environment = ReportEnvironment.OfThisMachine("0", "managed", "f32", 1);
        var page = XDocument.Parse(ComparisonPage.Write(rows, environment, DateTimeOffset.UnixEpoch, ReportLanguage.Russian).Replace("<!doctype html>", string.Empty, StringComparison.Ordinal));
        Assert.Equal(3, page.Descendants("tbody").Single().Elements("tr").Count());
        Assert.Contains("настоящей разницы нет", page.Root!.Value, StringComparison.Ordinal);
        Assert.Contains("managed, f32", page.Root.Value, StringComparison.Ordinal);
        Assert.Contains("Без усреднения по видам снимка.", page.Root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_was_chosen_on_test_rows_is_marked()
    {
        var evaluation = Measure(_ => true);
        var marked = new Mien.Learning.Evaluation.Evaluation(evaluation.Result with { TestSelection = true }, evaluation.Rows);
        var rows = ModelComparison.Sort([Named("honest", evaluation), Named("marked", marked)]);
        Assert.Equal(["no", "yes"], ComparisonPage.ToCsv(rows).Skip(1).Order(StringComparer.Ordinal).Select(line => line.Split(',')[18]));
        var page = ComparisonPage.Write(rows, ReportEnvironment.OfThisMachine("0", "managed", "f32", 1), DateTimeOffset.UnixEpoch);
        Assert.Single(page.Split("Marked for good")[1..]);
    }

    [Fact]
    public void Models_on_different_rows_are_refused()
    {
        var (one, two) = (Measure(_ => true), Measure(s => s.Row % 2 == 0));
        Assert.Throws<ArgumentException>(() => ModelComparison.Sort([Named("a", one), Named("b", two)]));
    }

    private static ComparedModel Named(string name, Mien.Learning.Evaluation.Evaluation evaluation) => new(name, evaluation, 10, 20, 0.5, 1000);

    private IReadOnlyList<ComparedRow> Compare()
    {
        var evaluation = Measure(_ => true);
        var rows = evaluation.Rows;
        var poor = new EvaluatedRows(rows.Labels, rows.Samples, [.. rows.Truth], new int[rows.Count], new float[rows.Count * 7]);
        var worse = new Mien.Learning.Evaluation.Evaluation(evaluation.Result with { Accuracy = 0.14 }, poor);
        return ModelComparison.Sort([Named("it", evaluation), Named("one class", worse), Named("again", evaluation)]);
    }

    private Mien.Learning.Evaluation.Evaluation Measure(Func<Sample, bool> condition) =>
        new Evaluator(new EvaluationOptions()).Evaluate([trained.Model], trained.Data.Where(s => s.Split == Split.PrivateTest && condition(s)), "tiny");
}
