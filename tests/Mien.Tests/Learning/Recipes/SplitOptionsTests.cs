using Mien.Learning.Data;
using Mien.Learning.Protocol;
using Mien.Learning.Recipes;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Recipes;

public class SplitOptionsTests
{
    private readonly Dataset data = TinyFaces.Create(140);

    [Fact]
    public void Learned_chosen_and_held_out_rows_are_apart_and_stratified()
    {
        var split = TinyFaces.Recipe("split={ holdout: 0.2, seed: 42, choose: 0.1 }").Split;
        var (train, choose) = split.Divide(data);
        var test = HoldoutSplit.Of(data, 0.2, 42).Held;
        Assert.Equal((84, 34, 302), (test.Count, choose.Count, train.Count));
        Assert.Equal(data.Count, train.Samples.Concat(choose.Samples).Concat(test.Samples).Distinct().Count());
        Assert.All(test.Samples.CountBy(s => s.Label!.Value), c => Assert.Equal(12, c.Value));
        Assert.Contains("seed 42", split.ChooseText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_of_the_training_rows_may_choose_for_a_test_on_both_other_splits()
    {
        var split = TinyFaces.Recipe("split={ train: [training], choose: 0.2 }").Split;
        var (train, choose) = split.Divide(data);
        Assert.Equal((112, 28), (train.Count, choose.Count));
        Assert.All(choose.Samples.Concat(train.Samples), s => Assert.Equal(Split.Training, s.Split));
    }

    [Fact]
    public void Each_fold_chooses_once_in_equal_classes_and_its_recipe_reads_back()
    {
        var recipe = TinyFaces.Recipe("split={ holdout: 0.2, train: [training], choose: 0.1, seed: 7, exclude: '1-3' }");
        var rows = recipe.Split.Divide(data) is var (train, choose) ? train.Samples.Concat(choose.Samples).Select(s => s.Row).Order() : null;
        var chosen = new List<int>();
        for (var fold = 1; fold <= 4; fold++)
        {
            var own = recipe.WithFold(4, fold);
            Assert.Equal(own.Digest, Recipe.Parse(own.Resolved, "again").Digest);
            var parts = own.Divide(data);
            Assert.Equal(rows, parts.Train.Samples.Concat(parts.Choose.Samples).Select(s => s.Row).Order());
            Assert.All(parts.Choose.Samples.CountBy(s => s.Label!.Value), c => Assert.InRange(c.Value, 3, 5));
            chosen.AddRange(parts.Choose.Samples.Select(s => s.Row));
        }
        Assert.Equal(rows, chosen.Order());
        Assert.Equal("fold 4 of 4 (seed 7) of training without a holdout of 0.2 (seed 7)", recipe.WithFold(4, 4).Split.ChooseText());
    }

    [Fact]
    public void A_list_beside_the_recipe_is_left_out_of_what_is_learned_and_chosen_on()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lists/rows.txt", "# found by an audit\n3\n4\n5\n141\n");
        var recipe = Recipe.Load(folder.Write("r.yaml", TinyFaces.Recipe().Resolved.Replace("split:", "split:\n  exclude: lists/rows.txt", StringComparison.Ordinal)));
        var (train, choose) = recipe.Split.Divide(data);
        Assert.Equal((137, 139), (train.Count, choose.Count));
        Assert.DoesNotContain(train.Samples.Concat(choose.Samples), s => s.Row is 3 or 4 or 5 or 141);
        Assert.Contains("exclude: \"3-5,141\"", recipe.Resolved, StringComparison.Ordinal);
        Assert.Equal(recipe.Digest, Recipe.Parse(recipe.Resolved, "elsewhere/r.yaml").Digest);
        Assert.Equal(4, recipe.With("seed=9").Split.Exclude!.Count);
        var record = TrainingRecord.Create(train, choose);
        Assert.Equal(0, ProtocolGuard.CheckEvaluation(record, data.Where(s => s.Row is 3 or 4 or 5 or 141), allowSeenRows: true).Trained);
    }

    [Fact]
    public void What_is_held_out_for_testing_does_not_depend_on_the_list()
    {
        var whole = TinyFaces.Recipe("split={ holdout: 0.2, choose: 0.1 }").Split.Divide(data);
        var cleaned = TinyFaces.Recipe("split={ holdout: 0.2, choose: 0.1, exclude: '1-40' }").Split.Divide(data);
        Assert.Equal(whole.Train.Samples.Where(s => s.Row > 40), cleaned.Train.Samples);
        Assert.Equal(whole.Choose.Samples.Where(s => s.Row > 40), cleaned.Choose.Samples);
        Assert.Throws<DataFormatException>(() => TinyFaces.Recipe("split.exclude=1-140").Split.Divide(data));
    }

    [Theory]
    [InlineData("missing.txt", "there is no such file")]
    [InlineData("bad.txt", "bad.txt, line 2")]
    [InlineData("'5,0'", "neither a row number")]
    [InlineData("'7-5'", "neither a row number")]
    [InlineData("[1, 2]", "must be a file")]
    public void A_list_that_cannot_be_read_is_a_fault_with_its_line(string value, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.txt", "1\nrow two\n");
        var fault = Assert.Throws<RecipeException>(() => Recipe.Load(folder.Write("r.yaml", $"format: 1\noutputs: [{{ labels: fer2013 }}]\nsplit:\n  exclude: {value}\n")));
        var only = Assert.Single(fault.Faults);
        Assert.Equal((4, "split.exclude"), (only.Line, only.Key));
        Assert.Contains(message, only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_that_a_holdout_left_out_may_be_evaluated_and_no_others()
    {
        // Every picture stands in the data twice, so that half of the test rows have a double among the rows learned from.
        var doubled = new Dataset("t.csv", data.Labels, [.. data.Samples, .. data.Samples.Select(s => s.With())]);
        var (train, choose) = TinyFaces.Recipe("split={ holdout: 0.2 }").Split.Divide(doubled);
        Assert.False(ProtocolGuard.CheckSelection(choose, "the best epoch", training: train));
        var record = TrainingRecord.Create(train, choose);
        Assert.False(record.TestSelection);
        var (others, test) = HoldoutSplit.Of(doubled, 0.2, 42);
        var seen = ProtocolGuard.CheckEvaluation(record, test, allowSeenRows: true, others);
        Assert.Equal((0, 0), (seen.Trained, seen.Chosen));
        Assert.True(seen.Duplicates > 20);
        var (elsewhere, other) = HoldoutSplit.Of(doubled, 0.2, 43);
        Assert.True(ProtocolGuard.CheckEvaluation(record, other, allowSeenRows: true, elsewhere).Trained > 20);
        Assert.Throws<ProtocolException>(() => ProtocolGuard.CheckEvaluation(record, doubled.Select(SplitSelection.Parse("private")), others: doubled.Select(SplitSelection.Parse("training,public"))));
    }

    [Theory]
    [InlineData("split={ holdout: 1 }", "a number above 0 to below 1")]
    [InlineData("split={ train: [all], choose: [public] }", "choose on rows that are not in 'split.train', or on a share of them")]
    [InlineData("split={ seed: 42 }", "'seed'")]
    [InlineData("split={ folds: 5, choose: 0.1 }", "split.choose says which rows choose, and with 'folds' the fold does")]
    [InlineData("split={ folds: 5, fold: 6 }", "a whole number from 1 to 5")]
    public void Splits_that_make_no_sense_are_refused(string change, string said) =>
        Assert.Contains(said, Assert.Throws<RecipeException>(() => TinyFaces.Recipe(change)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("split={ holdout: 0.2 }")]
    [InlineData("split={ train: [training, public], choose: 0.25, seed: 3 }")]
    public void A_resolved_split_reads_back_the_same(string change)
    {
        var recipe = TinyFaces.Recipe(change, "stopping={ patience: 4 }", "schedule={ name: plateau }");
        Assert.Equal(recipe.Resolved, Recipe.Parse(recipe.Resolved, "again").Resolved);
    }
}
