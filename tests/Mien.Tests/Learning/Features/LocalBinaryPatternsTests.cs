using System.Text.Json;
using Mien.Learning.Features;

namespace Mien.Tests.Learning.Features;

public class LocalBinaryPatternsTests
{
    /// <summary>The example that system B5 is described by.</summary>
    private static readonly byte[] Block = [42, 199, 234, 177, 129, 199, 65, 177, 65];

    [Theory]
    [InlineData(LbpComparison.Darker, 168)]
    [InlineData(LbpComparison.NotDarker, 87)]
    public void The_examples_block_has_its_codes(LbpComparison compare, int code)
    {
        var codes = new int[9];
        new LocalBinaryPatterns(new LbpOptions { Compare = compare, Patterns = LbpPatterns.All }).Codes(Block, 3, codes);
        Assert.Equal(code, codes[4]);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("steps and noise")]
    [InlineData("waves")]
    public void Codes_on_the_circle_are_those_of_scikit_image(string picture)
    {
        var golden = Golden.Case("features.json", picture);
        byte[] pixels = [.. golden.Numbers("pixels").Select(value => (byte)value)];
        foreach (var expected in golden.GetProperty("lbp").EnumerateArray())
        {
            var codes = new int[pixels.Length];
            new LocalBinaryPatterns(OptionsOf(expected)).Codes(pixels, golden.GetProperty("width").GetInt32(), codes);
            Assert.Equal(expected.Numbers("codes").Select(code => (int)code), codes);
        }
    }

    [Fact]
    public void Eight_neighbours_have_58_uniform_codes_and_one_bin_for_the_rest()
    {
        var options = new LbpOptions();
        Assert.Equal(59, options.Bins);
        Assert.Equal(10, (options with { Patterns = LbpPatterns.RotationInvariantUniform }).Bins);
    }

    [Fact]
    public void Each_cell_of_the_grid_has_a_histogram_that_sums_to_one()
    {
        var pixels = new byte[50 * 37];
        new Random(3).NextBytes(pixels);
        var patterns = new LocalBinaryPatterns(new LbpOptions { Grid = 4 });
        var histograms = new float[patterns.Length];
        patterns.Histograms(pixels, 50, histograms);
        foreach (var cell in histograms.Chunk(59))
            Assert.Equal(1, cell.Sum(), 4);
    }

    private static LbpOptions OptionsOf(JsonElement expected) => new()
    {
        Sampling = LbpSampling.Circle,
        Points = expected.GetProperty("points").GetInt32(),
        Radius = expected.GetProperty("radius").GetInt32(),
        Patterns = expected.GetProperty("method").GetString() switch
        {
            "default" => LbpPatterns.All,
            "nri_uniform" => LbpPatterns.Uniform,
            _ => LbpPatterns.RotationInvariantUniform,
        },
    };
}
