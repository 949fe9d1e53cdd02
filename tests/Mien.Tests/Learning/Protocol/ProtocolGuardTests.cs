using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Protocol;

public class ProtocolGuardTests
{
    [DataFact(FerTable.RealVotes)]
    public void Choosing_on_PrivateTest_is_refused_and_marks_the_run_where_it_is_forced()
    {
        var test = FerTable.Real.Select(SplitSelection.Parse("private"));
        var fault = Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckSelection(test, "the best epoch"));
        Assert.StartsWith("the best epoch cannot be chosen on PrivateTest rows (3589 of 3589", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-test-selection", fault.Message, StringComparison.Ordinal);
        Assert.True(ProtocolGuard.CheckSelection(test, "the best epoch", allowTestSelection: true));
        Assert.False(ProtocolGuard.CheckSelection(FerTable.Real.Select(SplitSelection.Parse("public")), "the best epoch", allowTestSelection: true));
    }

    [Fact]
    public void A_single_PrivateTest_row_among_others_is_enough_to_be_refused()
    {
        var mixed = Mixed((1, Split.PublicTest), (2, Split.PublicTest), (3, Split.PrivateTest));
        Assert.Contains("(1 of 3", Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckSelection(mixed, "the temperature")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_trained_on_cannot_be_chosen_on()
    {
        var data = Mixed((1, Split.Training), (2, Split.PublicTest), (3, Split.PublicTest));
        ProtocolGuard.CheckApart(data.Select(SplitSelection.Parse("training")), data.Select(SplitSelection.Parse("public")));
        var fault = Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckApart(data, data.Select(SplitSelection.Parse("public"))));
        Assert.Contains("2 rows would be both trained on and chosen on (the first is t.csv:3)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_on_rows_trained_or_chosen_on_is_refused_unless_told()
    {
        var data = Mixed((1, Split.Training), (2, Split.Training), (3, Split.PublicTest), (4, Split.PrivateTest), (1, Split.PrivateTest));
        var record = TrainingRecord.Create(data.Select(SplitSelection.Parse("training")), data.Select(SplitSelection.Parse("public")));
        Assert.Contains("trained on 2 of these 3 rows", Refusal("training,public"), StringComparison.Ordinal);
        Assert.Contains("chosen on 1 of these 1 rows", Refusal("public"), StringComparison.Ordinal);
        Assert.Equal(2, ProtocolGuard.CheckEvaluation(record, data, allowSeenRows: true).Trained);

        string Refusal(string split) =>
            Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckEvaluation(record, data.Select(SplitSelection.Parse(split)))).Message;
    }

    [Fact]
    public void A_double_in_the_test_split_is_counted_and_not_refused()
    {
        var data = Mixed([(1, Split.Training), (2, Split.Training), (1, Split.PrivateTest), .. Enumerable.Range(10, 9).Select(i => (i, Split.PrivateTest))]);
        var record = TrainingRecord.Create(data.Select(SplitSelection.Parse("training")), Mixed((5, Split.PublicTest)));
        var seen = ProtocolGuard.CheckEvaluation(record, data.Select(SplitSelection.Parse("private")));
        Assert.Equal((10, 0, 0, 1), (seen.Count, seen.Trained, seen.Chosen, seen.Duplicates));
    }

    [DataFact(FerTable.RealTable)]
    public void Doubles_in_the_real_test_part_of_a_subset_are_counted_and_other_subsets_refused()
    {
        var recipe = Recipe.Load(Path.Combine(SharedData.RepositoryRoot, "recipes", "b5-random-forest.yaml"));
        var (train, choose) = recipe.Split.Divide(recipe.Subset!.Apply(FerTable.Real));
        var record = TrainingRecord.Create(train, choose);
        var test = recipe.Subset.TestPart(FerTable.Real);
        var seen = ProtocolGuard.CheckEvaluation(record, test, others: Without(FerTable.Real, test));
        Assert.Equal((345, 0, 0, 5), (seen.Count, seen.Trained, seen.Chosen, seen.Duplicates));
        var other = recipe.With("subset.seed=43").Subset!.TestPart(FerTable.Real);
        var fault = Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckEvaluation(record, other, others: Without(FerTable.Real, other)));
        Assert.Contains("of these 345 rows", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Renaming_or_dropping_the_splits_does_not_hide_the_training_rows()
    {
        var training = Mixed([.. Enumerable.Range(0, 20).Select(i => (i, Split.Training))]);
        var record = TrainingRecord.Create(training, Mixed((50, Split.PublicTest)));
        foreach (var split in new[] { Split.None, Split.PrivateTest })
        {
            var renamed = Mixed([.. Enumerable.Range(10, 20).Select(i => (i, split))]);
            var fault = Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckEvaluation(record, renamed));
            Assert.Contains("10 of these 20 pictures were trained on under another split's name", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Renaming_or_dropping_the_splits_does_not_hide_the_rows_that_chose()
    {
        var (training, chosen) = (Mixed([.. Enumerable.Range(0, 20).Select(i => (i, Split.None))]), Mixed([.. Enumerable.Range(50, 5).Select(i => (i, Split.None))]));
        var record = TrainingRecord.Create(training, chosen);
        foreach (var split in new[] { Split.None, Split.PrivateTest })
        {
            var renamed = Mixed([.. Enumerable.Range(50, 5).Select(i => (i, split))]);
            var fault = Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckEvaluation(record, renamed, others: training));
            Assert.Contains("5 of these 5 pictures were trained or chosen on", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Doubles_of_rows_that_chose_are_not_refused()
    {
        var chosen = Mixed([.. Enumerable.Range(50, 5).Select(i => (i, Split.PublicTest))]);
        var record = TrainingRecord.Create(Mixed([.. Enumerable.Range(0, 20).Select(i => (i, Split.Training))]), chosen);
        var few = Mixed([(50, Split.PrivateTest), .. Enumerable.Range(100, 9).Select(i => (i, Split.PrivateTest))]);
        Assert.Equal((0, 1), Seen(few, null));
        // Where the rows that chose are at hand, so that these are others, even all may be doubles.
        var all = Mixed([.. Enumerable.Range(50, 5).Select(i => (i, Split.PrivateTest))]);
        Assert.Equal((0, 0), Seen(all, chosen));

        (int Duplicates, int Chosen) Seen(Dataset rows, Dataset? others)
        {
            var seen = ProtocolGuard.CheckEvaluation(record, rows, others: others);
            return (seen.Duplicates, seen.ChosenDuplicates);
        }
    }

    private static Dataset Without(Dataset all, Dataset part) => all.Where(sample => !part.Samples.Contains(sample, ReferenceEqualityComparer.Instance));

    private static Dataset Mixed(params (int Seed, Split Split)[] rows) =>
        new("t.csv", Mien.Emotions.LabelSet.Fer2013, [.. rows.Select((row, i) =>
            new Sample(DuplicateFinderTests.Face(row.Seed), "t.csv", i + 2, i + 1) { Label = 0, Split = row.Split })]);
}
