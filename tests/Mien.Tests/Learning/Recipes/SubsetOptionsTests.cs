using Mien.Emotions;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Tests.Learning.Data;
using Mien.Tests.Learning.Training;

namespace Mien.Tests.Learning.Recipes;

public class SubsetOptionsTests
{
    private const string Five = "subset: { classes: [anger, disgust, fear, happiness, neutral], counts: [174, 292, 177, 339, 398], test: 0.25, seed: 42 }";

    [DataFact(FerTable.RealTable)]
    public void Five_classes_with_counts_are_drawn_and_a_quarter_is_for_testing()
    {
        var subset = Parse(Five).Subset!;
        var (train, test) = (subset.Apply(FerTable.Real), subset.TestPart(FerTable.Real));
        var drawn = train.Where(sample => sample.Split == Split.Training);
        Assert.Equal([131, 219, 133, 254, 0, 0, 298], Counts(drawn));
        Assert.Equal([43, 73, 44, 85, 0, 0, 100], Counts(test));
        Assert.Equal(1380, drawn.Count + test.Count);
        Assert.Empty(train.Samples.Intersect(test.Samples));
        Assert.Equal([491, 55, 528, 879, 0, 0, 626], Counts(train.Where(sample => sample.Split == Split.PrivateTest)));
    }

    [DataFact(FerTable.RealTable)]
    public void The_rest_shares_no_row_with_what_is_drawn()
    {
        var subset = Parse(Five).Subset!;
        var rest = Parse(Five.Replace("seed: 42", "seed: 42, part: rest", StringComparison.Ordinal)).Subset!.Apply(FerTable.Real);
        Assert.Equal(35_887 - 1380, rest.Count);
        Assert.Empty(rest.Where(sample => sample.Split == Split.Training).Samples.Intersect(subset.Apply(FerTable.Real).Samples));
    }

    [Fact]
    public void Persons_of_what_is_drawn_stand_neither_in_the_rest_nor_on_both_sides_of_the_test()
    {
        var data = TinyFaces.Grouped(TinyFaces.Create(42), sample => FormattableString.Invariant($"p{sample.Row % 9}"));
        const string two = "subset: { classes: [anger, fear], counts: [2, 2], test: 0.5 }";
        var (drawn, test) = (Parse(two).Subset!.Apply(data), Parse(two).Subset!.TestPart(data));
        var rest = Parse(two.Replace("test: 0.5", "part: rest", StringComparison.Ordinal)).Subset!.Apply(data);
        Assert.InRange(test.Count, 1, 3);
        Assert.True(drawn.Count > 2 && rest.Count > 20, $"{drawn.Count}, {rest.Count}");
        Assert.Empty(Groups(drawn).Intersect(Groups(test)));
        Assert.Empty(Groups(drawn.Where(sample => sample.Split == Split.Training)).Concat(Groups(test)).Intersect(Groups(rest)));

        static IEnumerable<string?> Groups(Dataset rows) => rows.Samples.Select(sample => sample.Group);
    }

    [Fact]
    public void Classes_are_the_datas_own_in_any_case()
    {
        var data = new Dataset("own", new LabelSet("tired", "Bored", "awake", "asleep", "happy", "deep in thought", "ill"), [.. TinyFaces.Create().Samples]);
        var drawn = Parse("subset: { classes: [bored, happiness, deep in thought], counts: [3, 2, 4], from: [private] }").Subset!.Apply(data);
        Assert.Equal([0, 3, 0, 0, 2, 4, 0], Counts(drawn.Where(sample => sample.Split == Split.PrivateTest)));
        var fault = Assert.Throws<DataFormatException>(() => Parse("subset: { classes: [hungry], counts: [3] }").Subset!.Apply(data));
        Assert.Contains("the class 'hungry' has 0 rows in training, and subset.counts asks for 3", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subset: { classes: [anger, fear], counts: [3] }", "subset.counts has 1 numbers for 2 classes")]
    [InlineData("subset: { counts: [3] }", "subset.classes is missing")]
    [InlineData("subset: { classes: [anger, angry], counts: [3, 3] }", "subset.classes is no label set: Label 1 'angry' means the same as an earlier one")]
    [InlineData("subset: { classes: [], counts: [3] }", "subset.classes is a list")]
    public void A_wrong_subset_is_refused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<RecipeException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [DataFact(FerTable.RealTable)]
    public void A_class_without_enough_rows_is_named()
    {
        var fault = Assert.Throws<DataFormatException>(() => Parse("subset: { classes: [disgust], counts: [500] }").Subset!.Apply(FerTable.Real));
        Assert.Contains("the class 'disgust' has 436 rows in training, and subset.counts asks for 500", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_resolved_recipe_reads_back_with_its_subset()
    {
        var recipe = Parse(Five);
        Assert.Equal(recipe.Digest, Recipe.Parse(recipe.Resolved, "again.yaml").Digest);
    }

    private static Recipe Parse(string section) => Recipe.Parse($"format: 1\nname: t\noutputs: [{{ labels: fer2013 }}]\n{section}\n", "t.yaml");

    private static int[] Counts(Dataset data) => [.. Enumerable.Range(0, 7).Select(label => data.Samples.Count(sample => sample.Label == label))];
}
