using Mien.Faces.YuNet;

namespace Mien.Tests.Faces.YuNet;

public sealed class SizedScoreTests
{
    [Theory]
    [InlineData(0.75, 12, 0.6)]
    [InlineData(0.75, 24, 0.6)]
    [InlineData(0.86, 64, 0.6)]
    [InlineData(0.86, 500, 0.6)]
    [InlineData(1, 40, 1)]
    [InlineData(0, 40, 0)]
    public void The_usual_threshold_asks_for_more_of_large_faces(double score, double size, double expected) =>
        Assert.Equal(expected, SizedScore.Of(score, size), 9);

    [Fact]
    public void Between_them_it_rises_with_the_size_and_always_with_the_score()
    {
        for (var size = 24; size < 64; size++)
        {
            Assert.True(SizedScore.Of(0.8, size) > SizedScore.Of(0.8, size + 1));
            Assert.True(SizedScore.Of(0.81, size) > SizedScore.Of(0.8, size));
        }
    }
}
