using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Batching;
using Mien.Learning.Data;
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
            watch = watch.After(recipe, 0, [new OutputFigures(accuracies[i], 0, 0, 1)]);
            Assert.Equal(factors[i], watch.RateFactor, 1e-12);
        }
        Assert.False(watch.IsStopped);
    }

    [Theory]
    [InlineData(0, 0.02)]
    [InlineData(1, 0.02)]
    [InlineData(2, 0.01)]
    public void The_rate_of_every_phase_falls_to_the_minimum_and_none_rises_to_it(int phase, double least)
    {
        var recipe = TinyFaces.Recipe(
            "schedule={ name: plateau, learningRate: 0.1, patience: 1, minimum: 0.02 }", "training.epochs=6",
            "phases=[{ epochs: 2 }, { epochs: 2, learningRate: 0.04 }, { epochs: 2, learningRate: 0.01 }]");
        var figures = new OutputFigures(0.5, 0, 0, 1);
        var watch = EpochWatch.Fresh.After(recipe, phase, [figures]).After(recipe, phase, [figures]);
        Assert.Equal(least, recipe.Phases[phase].LearningRate * watch.RateFactor, 1e-12);
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
            watch = watch.After(recipe, 0, [new OutputFigures(0, 0, loss, 1)]);
            ends.Add(watch.IsStopped);
        }
        Assert.Equal([false, false, false, false, false, false, false, true], ends);
    }

    [Theory]
    [InlineData(SelectionMetric.Accuracy, 0.4)]
    [InlineData(SelectionMetric.MacroF1, 0.3)]
    [InlineData(SelectionMetric.Loss, -2)]
    [InlineData(SelectionMetric.WeightedF1, 0.5)]
    [InlineData(SelectionMetric.Top2Accuracy, 0.8)]
    [InlineData(SelectionMetric.Kappa, 0.1)]
    [InlineData(SelectionMetric.RocAuc, 0.75)]
    [InlineData(SelectionMetric.Ece, -0.2)]
    [InlineData(SelectionMetric.MacroPrecision, 0.55)]
    [InlineData(SelectionMetric.MacroRecall, 0.35)]
    public void A_score_is_the_mean_over_the_outputs_and_larger_is_better(SelectionMetric metric, double expected) => Assert.Equal(expected, EpochWatch.Score(metric, [
        new(0.3, 0.2, 1, 9) { WeightedF1 = 0.4, Top2Accuracy = 0.7, Kappa = 0.2, RocAuc = 0.6, Ece = 0.1, MacroPrecision = 0.4, MacroRecall = 0.1 },
        new(0.5, 0.4, 3, 1) { WeightedF1 = 0.6, Top2Accuracy = 0.9, Kappa = null, RocAuc = 0.9, Ece = 0.3, MacroPrecision = 0.7, MacroRecall = 0.6 }]), 1e-12);

    [Fact]
    public void Every_metric_of_a_recipe_has_its_figure_on_the_rows_that_choose()
    {
        // Three rows of two classes: 0 found, 1 found, 1 taken for 0; the third row's own probability is the second largest of three.
        var data = new Dataset("t", new LabelSet("a", "b", "c"), [.. new[] { 0, 1, 1 }.Select((label, i) => new Sample(new Image(1, 1, 1), "t", i + 2, i + 1) { Label = label })]);
        float[] logits = [.. Logs(0.8f, 0.1f, 0.1f), .. Logs(0.2f, 0.7f, 0.1f), .. Logs(0.5f, 0.3f, 0.2f)];
        var figures = ChoiceFigures.Of(TargetTable.FromLabels(data, "o"), logits);
        Assert.Equal(2 / 3.0, figures.WeightedF1!.Value, 1e-6);
        Assert.Equal(1, figures.Top2Accuracy);
        Assert.Equal(0.4, figures.Kappa!.Value, 1e-6);
        Assert.Equal(1, figures.RocAuc!.Value, 1e-6);
        Assert.Equal((0.2 + 0.3 + 0.5) / 3, figures.Ece!.Value, 1e-5);
        foreach (var name in new[] { "accuracy", "macro-f1", "weighted-f1", "top2-accuracy", "kappa", "roc-auc", "loss", "ece", "macro-precision", "macro-recall" })
        {
            var recipe = TinyFaces.Recipe($"selection.metric={name}", $"stopping={{ metric: {name} }}", $"schedule={{ name: plateau, metric: {name} }}");
            Assert.Equal((recipe.Selection.Metric, recipe.Selection.Metric), (recipe.Stopping!.Metric, recipe.Schedule.Plateau!.Metric));
            Assert.True(double.IsFinite(EpochWatch.Score(recipe.Selection.Metric, [figures])));
        }
        Assert.Equal(10, Enum.GetValues<SelectionMetric>().Length);

        static float[] Logs(params float[] probabilities) => Array.ConvertAll(probabilities, MathF.Log);
    }
}
