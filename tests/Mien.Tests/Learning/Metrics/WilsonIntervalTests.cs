using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class WilsonIntervalTests
{
    // scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson")
    [Theory]
    [InlineData(0, 10, 0, 0.2775327998628892)]
    [InlineData(10, 10, 0.7224672001371107, 1)]
    [InlineData(2512, 3589, 0.684715566382472, 0.7146897556856553)]
    public void Intervals_are_SciPys(long successes, long count, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, count);
        Assert.Equal(low, interval.Low, 1e-12);
        Assert.Equal(high, interval.High, 1e-12);
    }

    [Fact]
    public void More_successes_than_trials_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2));
}
