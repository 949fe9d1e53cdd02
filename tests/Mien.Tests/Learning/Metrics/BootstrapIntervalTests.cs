using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class BootstrapIntervalTests
{
    private static readonly int[] Truth = [.. Enumerable.Range(0, 600).Select(i => i % 3)];
    private static readonly int[] Predicted = [.. Enumerable.Range(0, 600).Select(i => i % 10 < 7 ? i % 3 : i % 11 == 0 ? -1 : (i + 1) % 3)];

    [Fact]
    public void The_interval_of_the_accuracy_lies_at_wilsons()
    {
        var right = Truth.Zip(Predicted).Count(pair => pair.First == pair.Second);
        var expected = WilsonInterval.Of(right, Truth.Length);
        var interval = BootstrapInterval.Of(Truth, Predicted, 3, d => d.Accuracy());
        Assert.Equal(expected.Low, interval.Low, 0.006);
        Assert.Equal(expected.High, interval.High, 0.006);
        Assert.Equal(interval, BootstrapInterval.Of(Truth, Predicted, 3, d => d.Accuracy()));
    }

    [Fact]
    public void The_interval_of_the_macro_F1_holds_the_reports()
    {
        var report = ClassificationReport.OfLabels(["a", "b", "c"], Truth, Predicted);
        var interval = BootstrapInterval.Of(Truth, Predicted, 3, d => d.MacroF1());
        Assert.InRange(report.Macro.F1, interval.Low, interval.High);
        Assert.InRange(interval.High - interval.Low, 0.05, 0.1);
    }

    [Fact]
    public void Where_all_rows_are_alike_there_is_nothing_between_the_ends()
    {
        Assert.Equal(new BootstrapInterval(1, 1), BootstrapInterval.Of([0, 0, 0], [0, 0, 0], 2, d => d.MacroF1()));
        Assert.Equal(new BootstrapInterval(0, 0), BootstrapInterval.Of([0, 0, 0], [-1, 1, 1], 2, d => d.Accuracy()));
    }

    [Theory]
    [InlineData(0.5, 2.5)]
    [InlineData(0.025, 1.075)]
    [InlineData(1, 4)]
    public void Quantiles_are_interpolated_as_numpys(double share, double expected) =>
        Assert.Equal(expected, BootstrapInterval.Percentile([1, 2, 3, 4], share), 1e-12);
}
