using Mien.Learning.Features;

namespace Mien.Tests.Learning.Features;

public class HistogramOfGradientsTests
{
    [Theory]
    [InlineData("noise")]
    [InlineData("steps and noise")]
    [InlineData("waves")]
    public void Values_are_those_of_scikit_image(string picture)
    {
        var golden = Golden.Case("features.json", picture);
        byte[] pixels = [.. golden.Numbers("pixels").Select(value => (byte)value)];
        foreach (var expected in golden.GetProperty("hog").EnumerateArray())
        {
            var hog = new HistogramOfGradients(new HogOptions
            {
                Orientations = expected.GetProperty("orientations").GetInt32(),
                Cell = expected.GetProperty("cell").GetInt32(),
                Block = expected.GetProperty("block").GetInt32(),
            });
            var values = new float[hog.Length(32, 24)];
            hog.Describe(pixels, 32, values);
            var numbers = expected.Numbers("values");
            Golden.AssertClose(numbers, values.AsSpan(0, numbers.Length), 1e-6);
        }
    }

    [Fact]
    public void A_flat_picture_has_no_gradient() => Assert.All(Describe(new byte[48 * 48]), value => Assert.Equal(0, value));

    [Fact]
    public void A_vertical_edge_votes_for_the_first_orientation()
    {
        byte[] pixels = [.. Enumerable.Range(0, 48 * 48).Select(i => i % 48 < 20 ? (byte)0 : (byte)200)];
        var values = Describe(pixels);
        Assert.True(values.Where((_, i) => i % 9 == 0).Sum() > 0);
        Assert.All(values.Where((_, i) => i % 9 != 0), value => Assert.Equal(0, value));
    }

    private static float[] Describe(byte[] pixels)
    {
        var hog = new HistogramOfGradients(new HogOptions());
        var values = new float[hog.Length(48, 48)];
        hog.Describe(pixels, 48, values);
        Assert.Equal(5 * 5 * 4 * 9, values.Length);
        return values;
    }
}
