using Mien.Learning.Features;
using Mien.Tests.Learning.Classical;

namespace Mien.Tests.Learning.Features;

public class PrincipalComponentsTests
{
    [Fact]
    public void Components_and_variances_are_those_of_scikit_learn()
    {
        var golden = Golden.Case("classifiers.json", "pca");
        var pca = PrincipalComponents.Fit(SyntheticClasses.Create().Train, 6, 1);
        Golden.AssertClose(golden.Numbers("variances"), pca.Variances, 1e-5);
        var expected = golden.Numbers("components").Chunk(SyntheticClasses.Width).ToArray();
        for (var k = 0; k < 6; k++)
        {
            var dot = expected[k].Select((value, i) => value * pca.Components[(k * SyntheticClasses.Width) + i]).Sum();
            Assert.Equal(1, Math.Abs(dot), 5);
        }
    }

    [Fact]
    public void Randomised_iteration_finds_the_large_directions_of_many_columns()
    {
        var (random, table) = (new Random(1), new FeatureTable(120, 300));
        for (var row = 0; row < table.Rows; row++)
        {
            for (var i = 0; i < 300; i++)
                table[row][i] = (float)(random.NextDouble() - 0.5);
            for (var k = 0; k < 4; k++)
            {
                var strength = (float)((random.NextDouble() - 0.5) * 40 / (k + 1));
                for (var i = 0; i < 10; i++)
                    table[row][(20 * k) + i] += strength;
            }
        }
        var pca = PrincipalComponents.Fit(table, 4, 1);
        for (var k = 0; k < 4; k++)
            Assert.InRange(pca.Components.AsSpan(k * 300, 300).Slice(20 * k, 10).ToArray().Sum(v => v * v), 0.98, 1.0001);
    }

    [Fact]
    public void Projected_rows_are_centred_and_uncorrelated()
    {
        var train = SyntheticClasses.Create().Train;
        var pca = PrincipalComponents.Fit(train, 5, 1);
        var projected = pca.Project(train);
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                var mean = Enumerable.Range(0, projected.Rows).Average(row => (double)projected[row][i] * projected[row][j]) * 600 / 599;
                Assert.Equal(i == j ? pca.Variances[i] : 0, mean, 4);
            }
        }
    }

    [Fact]
    public void More_components_than_rows_are_refused() =>
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(new FeatureTable(5, 20), 6, 1));
}
