using Mien.Learning.Losses;

namespace Mien.Tests.Learning.Losses;

public class ClassWeightsTests
{
    [Fact]
    public void Balanced_weights_are_scikit_learns() =>
        // compute_class_weight("balanced", classes=[0, 1, 2], y=[0, 0, 0, 0, 1, 1, 2, 2])
        Assert.Equal([8 / 12.0, 8 / 6.0, 8 / 6.0], ClassWeights.Balanced([4, 2, 2]));

    [Fact]
    public void A_class_without_rows_weighs_nothing_and_does_not_count() =>
        Assert.Equal([0.5 * 4 / 3, 0, 2], ClassWeights.Balanced([3, 0, 1]));

    [Fact]
    public void A_negative_mass_is_refused() => Assert.Throws<ArgumentException>(() => ClassWeights.Balanced([1, -1]));
}
