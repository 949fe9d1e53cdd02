using Mien.Learning.Classical;
using Mien.Learning.Features;

namespace Mien.Tests.Learning.Classical;

public class NearestNeighboursTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(15, false)]
    [InlineData(15, true)]
    public void Shares_are_those_of_scikit_learn(int neighbours, bool byDistance)
    {
        var golden = Golden.Case("classifiers.json", $"knn {neighbours} {(byDistance ? "distance" : "uniform")}");
        var (train, labels, test, truth) = SyntheticClasses.Create();
        var knn = new NearestNeighbours(train, labels, 5, new NeighbourOptions { Neighbours = neighbours, ByDistance = byDistance });
        var probabilities = Scores.Probabilities(knn, test);
        Golden.AssertClose(golden.Numbers("probabilities"), probabilities.AsSpan(0, 100), 1e-4);
        Assert.Equal(golden.Number("accuracy"), Scores.Accuracy(knn, test, truth), 0.0051);
    }

    [Fact]
    public void No_more_neighbours_are_asked_than_there_are()
    {
        var knn = new NearestNeighbours(new FeatureTable(1, [0, 1, 5]), [0, 0, 1], 2, new NeighbourOptions { Neighbours = 10 });
        var scores = new float[2];
        knn.Score([5], scores);
        Assert.Equal(MathF.Log(2 / 3f), scores[0], 5);
    }
}
