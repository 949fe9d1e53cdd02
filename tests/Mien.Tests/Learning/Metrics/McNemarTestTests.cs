using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class McNemarTestTests
{
    [Fact]
    public void The_p_value_is_scipys_binomial_test()
    {
        foreach (var golden in Golden.Document("report.json").GetProperty("mcnemar").EnumerateArray())
            Assert.Equal(golden.Number("exact"), McNemarTest.Exact((int)golden.Number("first"), (int)golden.Number("second")), 1e-9);
    }

    [Fact]
    public void Only_pictures_that_tell_the_two_apart_count()
    {
        var test = McNemarTest.Of([true, true, false, false, true], [true, false, true, false, false]);
        Assert.Equal((2, 1), (test.OnlyFirst, test.OnlySecond));
        Assert.Equal(1, test.PValue, 1e-12);
        Assert.False(test.IsReal);
    }

    [Fact]
    public void Six_to_nothing_is_real_and_five_is_not()
    {
        // By hand: 2 · ½⁶ = 0.03125 and 2 · ½⁵ = 0.0625.
        Assert.Equal(0.03125, McNemarTest.Exact(6, 0), 1e-15);
        Assert.Equal(0.0625, McNemarTest.Exact(0, 5), 1e-15);
        Assert.True(new McNemarTest(6, 0, McNemarTest.Exact(6, 0)).IsReal);
    }

    [Fact]
    public void Classifiers_on_different_pictures_are_refused() => Assert.Throws<ArgumentException>(() => McNemarTest.Of([true], []));
}
