using Mien.Emotions;
using Mien.Emotions.Models;
using Mien.Imaging;
using Mien.Learning.Data;
using Mien.Learning.Evaluation;
using Mien.Neural.Onnx;
using Mien.Tests.Emotions;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Learning.Evaluation;

public sealed class FacePredictorTests : IDisposable
{
    private const int Side = 48;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_model_whose_numbers_overflow_is_refused_with_its_name_and_that_of_the_picture()
    {
        var path = Model();
        var (evaluator, comparer) = (new Evaluator(new EvaluationOptions()), new ModelComparer(new EvaluationOptions()));
        // Black pictures give zeros, which no weight spoils.
        Assert.Equal(3, evaluator.Evaluate(path, Pictures(0, 0, 0), "all").Count);
        var data = Pictures(0, 0, 255, 0);
        foreach (var fault in new[]
        {
            Assert.Throws<NotFiniteNumberException>(() => evaluator.Evaluate(path, data, "all")),
            Assert.Throws<NotFiniteNumberException>(() => comparer.Compare([KeyValuePair.Create("broken", path)], data, "all", null, 0.01)),
        })
        {
            Assert.StartsWith($"{path}: the output 'fer2013' is not finite", fault.Message, StringComparison.Ordinal);
            Assert.Contains("for greys.csv:4;", fault.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Finite weights, the first class's so large that a bright picture makes infinity of them.</summary>
    private string Model()
    {
        var graph = StandInModel.Constant(Side, ("fer2013", new float[7]));
        Array.Fill(graph.Parameters["fer2013.weight"].Values, 3e38f, 0, Side * Side);
        new ModelMetadata { Outputs = [new("fer2013", LabelSet.Fer2013)] }.WriteTo(graph.Metadata);
        var path = folder.PathOf("broken.onnx");
        OnnxWriter.Write(graph, path);
        return path;
    }

    private static Dataset Pictures(params byte[] greys) => new("greys.csv", LabelSet.Fer2013, [.. greys.Select((grey, i) =>
        new Sample(new Image(Side, Side, 1, [.. Enumerable.Repeat(grey, Side * Side)]), "greys.csv", i + 2, i + 1) { Label = i })]);
}
