using Mien.Learning.Evaluation;
using Mien.Learning.Recipes;
using Mien.Learning.Training;

namespace Mien.Tests.Learning.Training;

public class EpochWatchTests
{
    [Fact]
    public void The_rate_falls_as_in_Keras_when_a_figure_stands_still()
    {
        var recipe = TinyFaces.Recipe("schedule={ name: plateau, learningRate: 0.1, metric: accuracy, factor: 0.5, patience: 2, minDelta: 0.01, minimum: 0.02 }");
        // Keras 2's ReduceLROnPlateau by hand: a wait of 2 halves the rate and waits anew; 0.505 is no better than 0.5 by 0.01.
        double[] accuracies = [0.4, 0.5, 0.505, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6];
        double[] factors = [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2];
        var watch = EpochWatch.Fresh;
        for (var i = 0; i < accuracies.Length; i++)
        {
            watch = watch.After(recipe, [new OutputFigures(accuracies[i], 0, 0, 1)]);
            Assert.Equal(factors[i], watch.RateFactor, 1e-12);
        }
        Assert.False(watch.IsStopped);
    }

    [Fact]
    public void A_run_ends_after_so_many_epochs_without_a_better_figure()
    {
        var recipe = TinyFaces.Recipe("stopping={ metric: loss, patience: 3 }");
        double[] losses = [2, 1, 1.5, 1.2, 0.9, 0.9, 1, 0.95];
        var ends = new List<bool>();
        var watch = EpochWatch.Fresh;
        foreach (var loss in losses)
        {
            watch = watch.After(recipe, [new OutputFigures(0, 0, loss, 1)]);
            ends.Add(watch.IsStopped);
        }
        Assert.Equal([false, false, false, false, false, false, false, true], ends);
    }

    [Theory]
    [InlineData(SelectionMetric.Accuracy, 0.4)]
    [InlineData(SelectionMetric.MacroF1, 0.3)]
    [InlineData(SelectionMetric.Loss, -2)]
    public void A_score_is_the_mean_over_the_outputs_and_larger_is_better(SelectionMetric metric, double expected) =>
        Assert.Equal(expected, EpochWatch.Score(metric, [new(0.3, 0.2, 1, 9), new(0.5, 0.4, 3, 1)]), 1e-12);
}
