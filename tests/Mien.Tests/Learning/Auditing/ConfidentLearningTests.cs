using Mien.Learning.Auditing;

namespace Mien.Tests.Learning.Auditing;

public class ConfidentLearningTests
{
    [Fact]
    public void A_row_is_doubtful_where_another_class_reaches_its_own_rows_mean()
    {
        // Means of the classes' own rows: 0.625 for 0, 0.6 for 1. Row 3 has 0.7 of class 1, row 1 only 0.55, though that is its largest.
        float[] probabilities = [0.9f, 0.1f, 0.45f, 0.55f, 0.85f, 0.15f, 0.3f, 0.7f, 0.2f, 0.8f, 0.6f, 0.4f];
        var thresholds = ConfidentLearning.Thresholds(probabilities, [0, 0, 0, 0, 1, 1], 2);
        Assert.Equal([0.625, 0.6], thresholds.Select(value => Math.Round(value, 6)));
        Assert.Equal([new DoubtfulLabel(3, 0, 1, 0.7f - 0.3f)], ConfidentLearning.Find(probabilities, [0, 0, 0, 0, 1, 1], 2));
    }

    [Fact]
    public void Rows_without_a_label_and_classes_without_rows_take_no_part()
    {
        float[] probabilities = [0.8f, 0.1f, 0.1f, 0, 0, 1, 0.1f, 0.9f, 0];
        Assert.Empty(ConfidentLearning.Find(probabilities, [0, -1, 1], 3));
        Assert.Throws<ArgumentException>(() => ConfidentLearning.Find(probabilities, [0, 1], 3));
    }
}
