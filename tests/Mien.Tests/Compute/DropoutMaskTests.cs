using Mien.Compute;

namespace Mien.Tests.Compute;

public class DropoutMaskTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void The_share_of_zeros_is_the_rate_and_the_mean_stays_one(float rate)
    {
        var factors = Fill(new DropoutMask(rate, 3, [17, 4]), 200_003, 0);
        var zeros = factors.Count(f => f == 0) / (double)factors.Length;
        Assert.InRange(zeros, rate - 0.005, rate + 0.005);
        Assert.All(factors, f => Assert.True(f == 0 || Math.Abs(f - (1 / (1 - rate))) < 1e-5));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 64)]
    [InlineData(33, 7)]
    public void Any_part_filled_alone_equals_that_part_of_the_whole(int start, int length)
    {
        var mask = new DropoutMask(0.3f, 1, [2, 3]);
        Assert.Equal(Fill(mask, 128, 0).AsSpan(start, length).ToArray(), Fill(mask, length, start));
    }

    [Fact]
    public void Seeds_and_salts_give_unrelated_masks()
    {
        var first = Fill(new DropoutMask(0.5f, 0, [1, 1]), 50_000, 0);
        foreach (var (salt, seed) in new[] { (1, new[] { 1f, 1f }), (0, [2f, 1f]), (0, [1f, 2f]) })
        {
            var second = Fill(new DropoutMask(0.5f, salt, seed), 50_000, 0);
            var equal = first.Zip(second).Count(p => p.First == p.Second) / 50_000.0;
            Assert.InRange(equal, 0.49, 0.51);
        }
    }

    [Fact]
    public void Neighbours_are_unrelated()
    {
        var factors = Fill(new DropoutMask(0.5f, 0, [9, 9]), 100_000, 0);
        for (var lag = 1; lag <= 64; lag++)
        {
            var equal = Enumerable.Range(0, factors.Length - lag).Count(i => factors[i] == factors[i + lag]) / (double)(factors.Length - lag);
            Assert.InRange(equal, 0.49, 0.51);
        }
    }

    [Fact]
    public void The_bf16_mask_drops_the_same_elements()
    {
        var mask = new DropoutMask(0.3f, 8, [5, 6]);
        var singles = Fill(mask, 1003, 11);
        var bits = new ushort[1003];
        mask.Fill(bits, 11);
        Assert.Equal(singles.Select(BFloat16Conversion.Narrow), bits);
    }

    private static float[] Fill(DropoutMask mask, int length, int start)
    {
        var factors = new float[length];
        mask.Fill(factors, start);
        return factors;
    }
}
