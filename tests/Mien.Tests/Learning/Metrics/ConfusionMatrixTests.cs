using Mien.Learning.Metrics;

namespace Mien.Tests.Learning.Metrics;

public class ConfusionMatrixTests
{
    [Fact]
    public void Rows_are_the_truth_and_the_first_of_equal_scores_wins()
    {
        var confusion = new ConfusionMatrix(["a", "b"]);
        confusion.Add([1, 1, 0], [0.5f, 0.5f, 0, 1, float.NaN, -3]);

        Assert.Equal((1L, 1L, 1L), (confusion[1, 0], confusion[1, 1], confusion[0, 1]));
        Assert.Equal((3L, 1L), (confusion.Count, confusion.Correct));
        Assert.Equal([0L, 1L], confusion.ToRows()[0]);
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        var confusion = new ConfusionMatrix(["a", "b"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion.Add(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion.Add(0, -1));
        Assert.Contains("need 2", Assert.Throws<ArgumentException>(() => confusion.Add([1], [1f, 2f, 3f])).Message);
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix([]));
    }

    [Fact]
    public void Without_pictures_the_scores_are_zero_and_the_interval_is_everything()
    {
        var scores = new ClassificationScores(new ConfusionMatrix(["a", "b"]));
        Assert.Equal((0.0, 0.0, 0.0), (scores.Accuracy, scores.MacroF1, scores.WeightedF1));
        Assert.Equal(new WilsonInterval(0, 1), scores.Interval);
    }
}
