using Mien.Compute.Managed;
using Mien.Learning.Auditing;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Auditing;

public class CrossValidationTests
{
    /// <summary>Twelve rows of the first class and four of each other: two batches of eight in a fold of two.</summary>
    private static readonly Dataset Uneven = TinyFaces.Create(28).Where(sample => sample.Label == 0 || sample.Row % 3 == 0);

    [Theory]
    [InlineData("loss.classWeights=balanced")]
    [InlineData("training.accumulate=4")]
    [InlineData("phases=[{ epochs: 3, train: [head.*] }]")]
    [InlineData("phases=[{ epochs: 3, learningRate: 0.01 }]")]
    public void The_networks_follow_the_recipe(string given)
    {
        var plain = Probabilities(TinyFaces.Recipe());
        Assert.Equal(plain, Probabilities(TinyFaces.Recipe("name=again")));
        Assert.NotEqual(plain, Probabilities(TinyFaces.Recipe(given)));
    }

    [Fact]
    public void A_network_that_diverges_is_no_judge()
    {
        var fault = Assert.Throws<ArithmeticException>(() => Probabilities(TinyFaces.Recipe(
            "schedule.name=constant", "schedule.learningRate=10", "optimizer.weightDecay=1", "training.epochs=50", "training.ema=none")));
        Assert.Contains("no number any more in epoch", fault.Message, StringComparison.Ordinal);
    }

    private static float[] Probabilities(Recipe recipe) => CrossValidation.Probabilities(Uneven, recipe, 2, new ManagedBackend(), 1, null, default);
}
