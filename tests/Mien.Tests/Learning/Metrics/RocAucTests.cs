using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class RocAucTests
{
    [Fact]
    public void A_score_that_is_no_number_is_refused_and_infinite_ones_have_their_place()
    {
        var fault = Assert.Throws<ArgumentException>(() => RocAuc.Of([0, 1, 0], [0.5f, 0.5f, 1, float.NaN, 1, 0], 2));
        Assert.Contains("row 1 for class 1", fault.Message, StringComparison.Ordinal);

        float[] scores = [float.PositiveInfinity, 0, float.NegativeInfinity, 1, float.PositiveInfinity, 0];
        Assert.Equal(1, RocAuc.Of([0, 1, 0], scores, 2).Macro);
    }
}
