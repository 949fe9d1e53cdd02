using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class TemperatureScalingTests
{
    [Fact]
    public void Logits_that_are_too_sure_by_three_get_three_times_the_temperature()
    {
        var golden = Golden.Case("metrics.json", "seven classes");
        var truth = Array.ConvertAll(golden.Numbers("truth"), value => (int)value);
        var logits = golden.Floats("logits");
        var loud = Array.ConvertAll(logits, value => value * 3);

        Assert.Equal(3 * TemperatureScaling.Fit(truth, logits, 7), TemperatureScaling.Fit(truth, loud, 7), 1e-5);
    }

    [Fact]
    public void Where_there_is_no_minimum_the_ends_hold()
    {
        Assert.Equal(TemperatureScaling.Smallest, TemperatureScaling.Fit([0, 1], [1, 0, 0, 1], 2));
        Assert.Equal(TemperatureScaling.Largest, TemperatureScaling.Fit([1, 0], [1, 0, 0, 1], 2));
    }

    [Fact]
    public void Wrong_use_is_named()
    {
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([0, 2], [1, 0, 0, 1], 2)).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([0], [1, float.NaN], 2)).Message);
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], [], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TemperatureScaling.Apply([1, 2], 2, 0, new float[2]));
    }
}
