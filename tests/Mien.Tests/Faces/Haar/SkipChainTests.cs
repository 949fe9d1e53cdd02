using Mien.Faces.Haar;

namespace Mien.Tests.Faces.Haar;

public class SkipChainTests
{
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.9)]
    [InlineData(3, 0.98)]
    [InlineData(4, 1.0)]
    public void The_chain_of_whole_words_is_that_of_single_windows(int seed, double rejections)
    {
        var random = new Random(seed);
        var rejected = new ulong[20];
        for (var i = 0; i < rejected.Length * 64; i++)
            if (random.NextDouble() < rejections)
                rejected[i / 64] |= 1ul << i;
        var accepted = rejected.Select(word => ~word).ToArray();
        var expected = OneByOne(rejected, accepted);
        SkipChain.Apply(rejected, accepted);
        Assert.Equal(expected, accepted);
    }

    private static ulong[] OneByOne(ulong[] rejected, ulong[] accepted)
    {
        var seen = new ulong[rejected.Length];
        for (var i = 0; i < rejected.Length * 64; i++)
        {
            seen[i / 64] |= accepted[i / 64] & (1ul << i);
            if ((rejected[i / 64] >> i & 1) != 0)
                i++;
        }
        return seen;
    }
}
