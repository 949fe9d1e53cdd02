using Mien.Learning.Optimizers;

namespace Mien.Tests.Learning.Optimizers;

public class GradientNormTests
{
    [Fact]
    public void The_norm_runs_over_all_parameters()
    {
        var gradient = Enumerable.Range(0, 1003).Select(i => MathF.Sin(i) * 100).ToArray();
        var norm = new GradientNorm();
        norm.Add(gradient.AsSpan(0, 500));
        norm.Add(gradient.AsSpan(500));

        Assert.Equal(Math.Sqrt(gradient.Sum(value => (double)value * value)), norm.Value, 1e-8);
    }

    [Fact]
    public void Only_a_norm_above_the_limit_is_clipped()
    {
        var norm = new GradientNorm();
        norm.Add([3, 4]);
        Assert.Equal(1f, norm.ClipFactor(6));
        Assert.Equal((float)(2 / (5 + 1e-6)), norm.ClipFactor(2));
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_is_not_hidden()
    {
        var norm = new GradientNorm();
        norm.Add([1, float.NaN]);
        Assert.True(float.IsNaN(norm.ClipFactor(1)));
    }
}
