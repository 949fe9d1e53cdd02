using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class CoveragePointTests
{
    [Fact]
    public void Fewer_answers_are_more_often_right()
    {
        // Confidences 0.95, 0.9, 0.6 and 0.5 of two classes; all are right but that of 0.5.
        var bins = ReliabilityBin.Of([0, 1, 0, 1], [0.95f, 0.05f, 0.1f, 0.9f, 0.6f, 0.4f, 0.5001f, 0.4999f], 2);
        var points = CoveragePoint.Of(bins);
        Assert.Equal((1.0, 0.75), (points[0].Coverage, points[0].Accuracy));
        var sure = points.First(point => point.Confidence > 0.55);
        Assert.Equal((0.75, 1.0), (sure.Coverage, sure.Accuracy));
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.Coverage >= pair.Second.Coverage));
    }

    [Fact]
    public void Where_nothing_is_answered_there_is_no_accuracy()
    {
        var points = CoveragePoint.Of([new ReliabilityBin(0, 0.5, 4, 0.4, 0.5), new ReliabilityBin(0.5, 1, 0, 0, 0)]);
        Assert.Equal((0.0, null), (points[1].Coverage, points[1].Accuracy));
    }
}
