using Mien.Emotions;
using Mien.Emotions.Models;

namespace Mien.Tests.Emotions.Models;

public class OutputReaderTests
{
    private const int Side = 8;

    /// <summary>The mean, too: an output whose numbers overflow is not left out of it in silence.</summary>
    [Theory]
    [InlineData("fer2013")]
    [InlineData("mean")]
    public void Numbers_that_overflow_are_refused(string shown)
    {
        var graph = StandInModel.Constant(Side, ("ferplus", new float[8]), ("fer2013", new float[7]));
        Array.Fill(graph.Parameters["fer2013.weight"].Values, 3e38f, 0, Side * Side);
        (StandInModel.TwoOutputs with { Input = new ModelInput { Size = Side } }).WriteTo(graph.Metadata);
        using var model = StandInModel.Load(graph, new EmotionModelOptions { Output = shown });
        Assert.Equal(1, model.Predict(new float[Side * Side], 1).Single().Values.Sum(), 1e-5);
        var bright = Enumerable.Repeat(10f, Side * Side).ToArray();
        var fault = Assert.Throws<NotFiniteNumberException>(() => model.Predict(bright, 1));
        Assert.Contains("'fer2013' is not finite (NaN or infinity)", fault.Message, StringComparison.Ordinal);
    }
}
