using Mien.Emotions;
using Mien.Imaging;
using Mien.Learning.Data;

namespace Mien.Tests.Learning.Data;

public class HoldoutSplitTests
{
    [Fact]
    public void Every_class_gives_its_share_and_no_row_stands_on_both_sides()
    {
        var data = Data(100, 50, 7, 1);
        var split = HoldoutSplit.Of(data, 0.2, 42);
        Assert.Equal([20, 10, 2, 0], Counts(split.Held));
        Assert.Equal([80, 40, 5, 1], Counts(split.Kept));
        Assert.Empty(split.Held.Samples.Select(s => s.Row).Intersect(split.Kept.Samples.Select(s => s.Row)));
    }

    [Fact]
    public void A_fifth_of_FER2013_has_the_counts_by_class_that_train_test_split_gives() => Assert.Equal(
        [991, 109, 1024, 1798, 1216, 800, 1240],
        HoldoutSplit.Of(Data(4953, 547, 5121, 8989, 6077, 4002, 6198), 0.2, 42).Held.Samples.CountBy(sample => sample.Label!.Value).OrderBy(own => own.Key).Select(own => own.Value));

    [Fact]
    public void Few_rows_have_the_counts_by_class_that_train_test_split_gives()
    {
        Assert.Equal([3, 1, 0, 0], Counts(HoldoutSplit.Of(Data(20, 11), 0.1, 42).Held));
        Assert.Equal([1, 7, 2, 0], Counts(HoldoutSplit.Of(Data(6, 30, 10), 0.2, 42).Held));
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        var data = Data(100, 50);
        Assert.Equal(Rows(HoldoutSplit.Of(data, 0.2, 42).Held), Rows(HoldoutSplit.Of(Data(100, 50), 0.2, 42).Held));
        Assert.NotEqual(Rows(HoldoutSplit.Of(data, 0.2, 42).Held), Rows(HoldoutSplit.Of(data, 0.2, 43).Held));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_that_leaves_one_side_empty_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HoldoutSplit.Of(Data(10), fraction, 1));

    [Fact]
    public void Rows_of_one_person_stay_on_one_side_and_the_shares_hold()
    {
        var data = Persons();
        var split = HoldoutSplit.Of(data, 0.25, 7);
        Assert.Empty(split.Kept.Samples.Select(s => s.Group).Intersect(split.Held.Samples.Select(s => s.Group)));
        Assert.All(Counts(split.Held), count => Assert.InRange(count, 20, 30));
    }

    [Fact]
    public void Persons_of_few_pictures_a_class_are_held_out_in_number()
    {
        // Of two rows of a class none is due to a fifth; of all the rows nine are.
        var data = new Dataset("t", LabelSet.Fer2013, [.. Enumerable.Range(0, 44).Select(i => new Sample(new Image(1, 1, 1), "t", i + 2, i + 1) { Label = i % 7, Group = $"p{i / 2}" })]);
        Assert.InRange(HoldoutSplit.Of(data, 0.2, 42).Held.Count, 6, 12);
    }

    [Fact]
    public void Folds_hold_out_every_row_once_in_equal_classes()
    {
        var folds = KFoldSplit.Of(Data(100, 50, 7, 1), 5, 42);
        Assert.Equal(Enumerable.Range(1, 158), folds.SelectMany(fold => Rows(fold.Held)).Order());
        Assert.All(folds, fold => Assert.Equal(158, fold.Kept.Count + fold.Held.Count));
        Assert.All(folds, fold => Assert.Equal((20, 10), (Counts(fold.Held)[0], Counts(fold.Held)[1])));
        Assert.All(folds, fold => Assert.InRange(fold.Held.Count, 31, 32));
    }

    [Fact]
    public void Folds_keep_persons_together()
    {
        var folds = KFoldSplit.Of(Persons(), 4, 1);
        Assert.Equal(400, folds.Sum(fold => fold.Held.Count));
        Assert.All(folds, fold => Assert.Empty(fold.Kept.Samples.Select(s => s.Group).Intersect(fold.Held.Samples.Select(s => s.Group))));
        Assert.All(folds, fold => Assert.All(Counts(fold.Held), count => Assert.InRange(count, 20, 30)));
    }

    [Theory]
    [InlineData(5, 0.3)]
    [InlineData(2, 0.1)]
    [InlineData(2, 0.9)]
    [InlineData(3, 0.01)]
    public void Few_persons_leave_no_side_empty(int persons, double fraction)
    {
        var split = HoldoutSplit.Of(Persons(56, persons), fraction, 42);
        Assert.True(split.Kept.Count > 0 && split.Held.Count > 0, $"{split.Kept.Count} and {split.Held.Count}");
        Assert.Empty(split.Kept.Samples.Select(s => s.Group).Intersect(split.Held.Samples.Select(s => s.Group)));
        Assert.InRange(split.Held.Count, (56 * fraction) - (56 / persons), (56 * fraction) + (56 / persons));
        Assert.All(KFoldSplit.Of(Persons(56, persons), persons, 42), fold => Assert.Equal(56 / persons, fold.Held.Count, 1.0));
    }

    [Fact]
    public void Fewer_persons_than_parts_are_refused_by_their_number()
    {
        var one = Assert.Throws<DataFormatException>(() => HoldoutSplit.Of(Persons(20, 1), 0.2, 42));
        Assert.Contains("20 rows belong to one group ('p0'), which cannot be divided into 2 parts", one.Message, StringComparison.Ordinal);
        var three = Assert.Throws<DataFormatException>(() => KFoldSplit.Of(Persons(20, 3), 4, 42));
        Assert.Contains("3 groups ('p0', 'p1', 'p2'), which cannot be divided into 4 parts", three.Message, StringComparison.Ordinal);
        Assert.Contains("3 rows are too few for 4 folds", Assert.Throws<DataFormatException>(() => KFoldSplit.Of(Data(3), 4, 42)).Message, StringComparison.Ordinal);
        Assert.Contains("no class has two of them", Assert.Throws<DataFormatException>(() => HoldoutSplit.Of(Data(1, 1, 1), 0.4, 42)).Message, StringComparison.Ordinal);
    }

    private static Dataset Persons(int rows, int persons) => new("t", LabelSet.Fer2013, [.. Enumerable.Range(0, rows).Select(i => new Sample(new Image(1, 1, 1), "t", i + 2, i + 1)
    {
        Label = i / persons % 7,
        Group = FormattableString.Invariant($"p{i % persons}"),
    })]);

    private static Dataset Persons()
    {
        var random = new Random(1);
        return new Dataset("t", LabelSet.Fer2013, [.. Enumerable.Range(0, 400).Select(i => new Sample(new Image(1, 1, 1), "t", i + 2, i + 1)
        {
            Label = i % 4,
            Group = FormattableString.Invariant($"p{random.Next(40)}"),
        })]);
    }

    private static int[] Counts(Dataset data) => [.. Enumerable.Range(0, 4).Select(k => data.Samples.Count(s => s.Label == k))];

    private static int[] Rows(Dataset data) => [.. data.Samples.Select(s => s.Row)];

    private static Dataset Data(params int[] counts)
    {
        var labels = counts.SelectMany((count, label) => Enumerable.Repeat(label, count)).ToArray();
        return new Dataset("t", LabelSet.Fer2013, [.. labels.Select((label, i) => new Sample(new Image(1, 1, 1), "t", i + 2, i + 1) { Label = label })]);
    }
}
