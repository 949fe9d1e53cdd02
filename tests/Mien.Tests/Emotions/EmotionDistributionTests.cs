using Mien.Emotions;

namespace Mien.Tests.Emotions;

public class EmotionDistributionTests
{
    private static readonly LabelSet Labels = new("happy", "sad", "neutral");

    [Fact]
    public void One_from_elsewhere_is_taken_as_it_is()
    {
        var distribution = EmotionDistribution.Of(Labels, [0.2f, 0.699999f, 0.1f]);
        Assert.Equal(("sadness", 0.699999f), (distribution.Label, distribution[Emotion.Sadness]));
        Assert.Equal([0.2f, 0.699999f, 0.1f], distribution.Values);
    }

    [Theory]
    [InlineData(0.5f, 0.5f)]
    [InlineData(0.5f, 0.6f, -0.1f)]
    [InlineData(0.5f, 0.3f, 0.1f)]
    [InlineData(0.5f, float.NaN, 0.5f)]
    public void What_is_none_is_refused(params float[] values) => Assert.Throws<ArgumentException>(() => EmotionDistribution.Of(Labels, values));
}
