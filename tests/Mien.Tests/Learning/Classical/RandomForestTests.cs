using Mien.Learning.Classical;
using Mien.Learning.Features;

namespace Mien.Tests.Learning.Classical;

public class RandomForestTests
{
    [Fact]
    public void Accuracy_lies_within_the_noise_of_scikit_learns()
    {
        var (train, labels, test, truth) = SyntheticClasses.Create();
        AssertNear(Golden.Case("classifiers.json", "random-forest"), Accuracies(train, labels, test, truth));
    }

    [Fact]
    public void Accuracy_after_principal_components_lies_within_the_noise_of_scikit_learns()
    {
        var (train, labels, test, truth) = SyntheticClasses.Create();
        var pca = PrincipalComponents.Fit(train, 8, 1);
        AssertNear(Golden.Case("classifiers.json", "random-forest on pca"), Accuracies(pca.Project(train), labels, pca.Project(test), truth));
    }

    [Fact]
    public void The_seed_alone_decides_what_grows()
    {
        var (train, labels, test, _) = SyntheticClasses.Create();
        var one = Scores.Of(RandomForest.Fit(train, labels, 5, new ForestOptions { Trees = 9 }, 3, threads: 1), test);
        Assert.Equal(one, Scores.Of(RandomForest.Fit(train, labels, 5, new ForestOptions { Trees = 9 }, 3, threads: 4), test));
        Assert.NotEqual(one, Scores.Of(RandomForest.Fit(train, labels, 5, new ForestOptions { Trees = 9 }, 4), test));
    }

    [Fact]
    public void Depth_limits_the_leaves()
    {
        var (train, labels, _, _) = SyntheticClasses.Create();
        var arrays = new ModelArrays();
        RandomForest.Fit(train, labels, 5, new ForestOptions { Trees = 5, Depth = 3 }, 1).Save(arrays);
        Assert.All(arrays.Whole("forest.leaves"), leaves => Assert.InRange(leaves, 2, 8));
    }

    [Fact]
    public void A_class_of_one_row_and_equal_rows_are_no_fault()
    {
        var table = new FeatureTable(2, [1, 1, 1, 1, 1, 1, 2, 0]);
        var forest = RandomForest.Fit(table, [0, 1, 0, 2], 4, new ForestOptions { Trees = 30 }, 1);
        var scores = new float[4];
        forest.Score([1, 1], scores);
        Assert.True(scores[0] > scores[2]);
        Assert.Equal(MathF.Log(RandomForest.SmallestShare), scores[3], 4);
    }

    private static double[] Accuracies(FeatureTable train, int[] labels, FeatureTable test, int[] truth) =>
        [.. Enumerable.Range(1, 4).Select(seed => Scores.Accuracy(RandomForest.Fit(train, labels, 5, new ForestOptions { Trees = 100 }, seed), test, truth))];

    /// <summary>The mean of four forests deviates by half of what one does; three such deviations are allowed.</summary>
    private static void AssertNear(System.Text.Json.JsonElement golden, double[] accuracies)
    {
        var (expected, deviation) = (golden.Number("accuracy"), golden.Number("deviation"));
        Assert.InRange(accuracies.Average(), expected - (1.5 * deviation) - 0.005, expected + (1.5 * deviation) + 0.005);
    }
}
