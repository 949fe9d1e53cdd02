using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Zoo;
using Mien.Tests.Learning.Data;

namespace Mien.Tests.Neural.Onnx;

public class OnnxWriterTests
{
    [Theory]
    [InlineData("resnet18-48")]
    [InlineData("small")]
    [InlineData("b2")]
    public void Networks_come_back_as_they_were_written(string name)
    {
        var graph = Network(name);
        graph.Metadata["mien.labels.ferplus"] = "neutral,happiness";
        AssertSame(graph, WriteAndRead(graph));
    }

    [Fact]
    public void Each_operation_comes_back_as_it_was_written()
    {
        var graph = AllOperations.Create();
        AssertSame(graph, WriteAndRead(graph));
    }

    /// <summary>InceptionV3 as in Keras learns no scales, which ONNX itself does not tell.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scales_that_are_not_learned_come_back_as_constants(bool half)
    {
        var options = new NetworkOptions { InputSize = 75, Channels = 3, WidthFactor = 1.0 / 64, Layout = NetworkLayout.Keras };
        var graph = Mien.Neural.Zoo.Zoo.Create("inception-v3", options);
        var read = WriteAndRead(graph, new OnnxWriteOptions { HalfWeights = half });
        Assert.Contains(graph.Parameters.Values, parameter => parameter.Kind == ParameterKind.Constant);
        Assert.Equal(graph.Parameters.Values.Select(parameter => (parameter.Name, parameter.Kind)), read.Parameters.Values.Select(parameter => (parameter.Name, parameter.Kind)));
        Assert.Equal(ModelSummary.Of(graph).Parameters, ModelSummary.Of(read).Parameters);
        Assert.Equal(graph.Metadata, read.Metadata);
    }

    [Fact]
    public void Half_weights_halve_the_file_and_round_weights_only()
    {
        using var folder = new TemporaryFolder();
        var graph = Network("small");
        var (whole, half) = (folder.PathOf("whole.onnx"), folder.PathOf("half.onnx"));
        OnnxWriter.Write(graph, whole);
        OnnxWriter.Write(graph, half, new OnnxWriteOptions { HalfWeights = true });
        Assert.InRange(new FileInfo(half).Length, 0.5 * new FileInfo(whole).Length, 0.6 * new FileInfo(whole).Length);
        var read = OnnxReader.Read(half);
        Assert.Equal(graph.Parameters.Keys, read.Parameters.Keys);
        foreach (var (name, parameter) in graph.Parameters)
        {
            var expected = parameter.Kind == ParameterKind.Weight ? Array.ConvertAll(parameter.Values, v => (float)(Half)v) : parameter.Values;
            Assert.Equal(expected, read.Parameters[name].Values);
        }
    }

    [Fact]
    public void A_weight_beyond_half_precision_stays_whole()
    {
        var graph = Network("small");
        graph.Parameters["stem.conv.weight"].Values[3] = 1e6f;
        Assert.Equal(1e6f, WriteAndRead(graph, new OnnxWriteOptions { HalfWeights = true }).Parameters["stem.conv.weight"].Values[3]);
    }

    [Fact]
    public void What_only_training_has_is_not_written_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.onnx", "old");
        var graph = new Graph();
        graph.AddInput("x", new Shape(4));
        graph.AddNode(new Cast(ElementType.BFloat16), ["x"], ["y"]);
        graph.AddOutput("y");
        Assert.Contains("Cast", Assert.Throws<NotSupportedException>(() => OnnxWriter.Write(graph, path)).Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Files_are_the_same_each_time()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        OnnxWriter.Write(Network("b2"), first);
        OnnxWriter.Write(Network("b2"), second);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    private static Graph Network(string name) => Mien.Neural.Zoo.Zoo.Create(
        name, new NetworkOptions { WidthFactor = 0.25, Dropout = 0.25f, Outputs = [new NetworkOutput("ferplus", 8), new NetworkOutput("fer2013", 7)] });

    private static Graph WriteAndRead(Graph graph, OnnxWriteOptions? options = null)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, stream, options);
        stream.Position = 0;
        return OnnxReader.Read(stream, "written.onnx");
    }

    private static void AssertSame(Graph expected, Graph actual)
    {
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Outputs, actual.Outputs);
        Assert.Equal(expected.Metadata, actual.Metadata);
        Assert.Equal(expected.Nodes.Select(n => n.ToString()), actual.Nodes.Select(n => n.ToString()));
        Assert.Equal(expected.Nodes.Select(n => n.Operation), actual.Nodes.Select(n => n.Operation));
        Assert.Equal(expected.Parameters.Keys, actual.Parameters.Keys);
        foreach (var (name, parameter) in expected.Parameters)
        {
            Assert.Equal((parameter.Kind, parameter.Shape), (actual.Parameters[name].Kind, actual.Parameters[name].Shape));
            Assert.Equal(parameter.Values, actual.Parameters[name].Values);
        }
    }
}
