using Mien.Learning.Optimizers;

namespace Mien.Tests.Learning.Optimizers;

public class ExponentialMovingAverageTests
{
    [Fact]
    public void The_decay_warms_up()
    {
        var average = new ExponentialMovingAverage(0.15);
        average.Register("w", new float[19]);
        var expected = 0.0;
        foreach (var decay in new[] { 0.1, 0.15, 0.15 })
        {
            average.BeginUpdate();
            average.Update("w", Enumerable.Repeat(1f, 19).ToArray());
            expected = decay * expected + (1 - decay);
            foreach (var value in average.Average("w"))
                Assert.Equal(expected, value, 1e-6);
        }
    }

    [Fact]
    public void It_starts_at_the_given_values_and_continues_exactly()
    {
        float[] start = [.. Enumerable.Range(0, 21).Select(i => (float)i)], moved = [.. start.Select(value => value * 1.1f)];
        var whole = new ExponentialMovingAverage(0.9);
        var half = new ExponentialMovingAverage(0.9);
        whole.Register("w", start);
        half.Register("w", start);
        Assert.Equal(start, whole.Average("w").ToArray());
        Step(whole, moved, 4);
        Step(half, moved, 2);
        var next = new ExponentialMovingAverage(0.9);
        next.Register("w", new float[21]);
        next.Restore(half.Updates, half.State);
        Step(next, moved, 2);

        Assert.Equal(whole.Average("w").ToArray(), next.Average("w").ToArray());
    }

    [Fact]
    public void Wrong_use_is_named()
    {
        var average = new ExponentialMovingAverage(0.9);
        average.Register("w", [1]);
        Assert.Throws<InvalidOperationException>(() => average.Update("w", [1]));
        Assert.Throws<ArgumentException>(() => average.Average("v").Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialMovingAverage(1));
    }

    private static void Step(ExponentialMovingAverage average, float[] values, int count)
    {
        for (var i = 0; i < count; i++)
        {
            average.BeginUpdate();
            average.Update("w", values);
        }
    }
}
