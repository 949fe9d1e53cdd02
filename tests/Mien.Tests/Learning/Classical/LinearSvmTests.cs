using Mien.Learning.Classical;
using Mien.Learning.Features;

namespace Mien.Tests.Learning.Classical;

public class LinearSvmTests
{
    [Theory]
    [InlineData("squared_hinge")]
    [InlineData("hinge")]
    public void Weights_and_accuracy_are_those_of_liblinear(string loss)
    {
        var golden = Golden.Case("classifiers.json", $"svm {loss}");
        var (train, labels, _, _) = SyntheticClasses.Create();
        var (_, _, test, truth) = SyntheticClasses.Create();
        var few = new FeatureTable(train.Width, train.Values[..(200 * train.Width)]);
        var options = new SvmOptions { C = golden.Number("c"), SquaredHinge = loss == "squared_hinge", Tolerance = 1e-5, Passes = 20_000 };
        var svm = LinearSvm.Fit(few, labels[..200], 5, options, 1);
        Golden.AssertClose(golden.Numbers("weights"), [.. svm.Weights], 2e-3);
        Golden.AssertClose(golden.Numbers("bias"), [.. svm.Biases], 2e-3);
        Assert.Equal(golden.Number("accuracy"), Scores.Accuracy(svm, test, truth), 0.003);
    }

    [Fact]
    public void A_class_without_rows_is_never_told()
    {
        var (train, labels, _, _) = SyntheticClasses.Create();
        var arrays = new ModelArrays();
        var svm = LinearSvm.Fit(train, labels, 6, new SvmOptions { Passes = 5 }, 1);
        svm.Save(arrays);
        // Far on the other side of all rows their common machine would say the most.
        var asked = new FeatureTable(train.Width, [.. train.Values[..(40 * train.Width)], .. train.Values[..(40 * train.Width)].Select(value => -100 * value)]);
        foreach (var one in new[] { svm, LinearSvm.Load(arrays, 6, train.Width) })
            Assert.All(Scores.Of(one, asked).Chunk(6), scores => Assert.True(float.IsFinite(scores[5]) && scores[5] < scores[..5].Min() - 13, string.Join(' ', scores)));
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        var (train, labels, _, _) = SyntheticClasses.Create();
        var one = LinearSvm.Fit(train, labels, 5, new SvmOptions { Passes = 5 }, 1, threads: 1);
        Assert.Equal(one.Weights, LinearSvm.Fit(train, labels, 5, new SvmOptions { Passes = 5 }, 1, threads: 4).Weights);
        Assert.NotEqual(one.Weights, LinearSvm.Fit(train, labels, 5, new SvmOptions { Passes = 5 }, 2).Weights);
    }
}
