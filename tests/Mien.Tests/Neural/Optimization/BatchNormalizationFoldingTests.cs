using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Optimization;

namespace Mien.Tests.Neural.Optimization;

public class BatchNormalizationFoldingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Normalisation_after_a_convolution_becomes_its_weights_and_bias(bool bias)
    {
        var graph = Sketch.Of(b => b.Output(b.BatchNormalization(b.Convolution("x", "conv", 7, 3, 2, bias), "bn")));
        var folded = BatchNormalizationFolding.Apply(graph);
        Assert.Equal("Convolution:1", Sketch.Census(folded));
        Assert.Equal(["conv.weight.folded", bias ? "conv.bias.shift" : "conv.weight.shift"], folded.Parameters.Keys);
        Results.AssertEqual(graph, folded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Normalisation_after_a_fully_connected_layer_becomes_its_weights_and_bias(bool transposed)
    {
        var graph = Sketch.Of(b => b.Flatten("x"));
        var weight = new Parameter("w", ParameterKind.Weight, transposed ? new Shape(5, 360) : new Shape(360, 5), Sketch.Pictures(graph, 5));
        graph.AddParameter(weight);
        foreach (var (name, value) in new[] { ("scale", 1.5f), ("shift", -0.3f), ("mean", 0.7f), ("variance", 2f) })
            graph.AddParameter(new Parameter(name, ParameterKind.Normalization, new Shape(5), [value, value + 0.1f, value + 0.2f, value + 0.4f, value + 0.8f]));
        graph.AddNode(new MatMul { TransposeB = transposed }, [graph.Nodes[0].Outputs[0], "w"], ["product"]);
        graph.AddNode(new BatchNormalization(1e-3f), ["product", "scale", "shift", "mean", "variance"], ["y"]);
        graph.AddOutput("y");
        var folded = BatchNormalizationFolding.Apply(graph);
        Assert.Equal("Flatten:1 MatMul:1", Sketch.Census(folded));
        Results.AssertEqual(graph, folded);
    }

    [Fact]
    public void Normalisation_stays_where_another_node_reads_the_convolution_too()
    {
        var graph = Sketch.Of(b =>
        {
            var conv = b.Convolution("x", "conv", 4, 3);
            b.Output(b.Sum(b.BatchNormalization(conv, "bn"), conv, "sum"));
        });
        Assert.Equal(Sketch.Census(graph), Sketch.Census(BatchNormalizationFolding.Apply(graph)));
    }

    [Fact]
    public void Normalisation_stays_where_the_convolution_is_an_output_itself()
    {
        var graph = Sketch.Of(b =>
        {
            var conv = b.Convolution("x", "conv", 4, 3);
            b.Output(conv);
            b.Output(b.BatchNormalization(conv, "bn"));
        });
        Assert.Equal(Sketch.Census(graph), Sketch.Census(BatchNormalizationFolding.Apply(graph)));
    }

    [Fact]
    public void Normalisation_behind_an_activation_stays()
    {
        var graph = Sketch.Of(b => b.Output(b.BatchNormalization(b.Elu(b.Convolution("x", "conv", 4, 3)), "bn")));
        Assert.Equal(Sketch.Census(graph), Sketch.Census(BatchNormalizationFolding.Apply(graph)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Behind_an_activation_it_is_folded_into_an_unpadded_convolution_after_it(bool bias)
    {
        var graph = Sketch.Of(b => b.Output(b.Convolution(b.BatchNormalization(b.Elu("x"), "bn"), "conv", 5, 1, 2, bias)));
        var folded = BatchNormalizationFolding.Apply(graph);
        Assert.Equal("Convolution:1 Elu:1", Sketch.Census(folded));
        Results.AssertEqual(graph, folded);
    }

    [Fact]
    public void Into_grouped_convolutions_each_channel_takes_its_own_factor()
    {
        var graph = Sketch.Of(b =>
        {
            var x = b.BatchNormalization(b.Elu(b.Convolution("x", "first", 6, 3)), "bn");
            b.Graph.AddParameter(new Parameter("w", ParameterKind.Weight, new Shape(4, 3, 2, 3), [.. Enumerable.Range(0, 72).Select(i => (float)Math.Sin(i))]));
            b.Graph.AddNode(new Convolution(new Window(), 2), [x, "w"], ["y"]);
            b.Output("y");
        });
        var folded = BatchNormalizationFolding.Apply(graph);
        Assert.Equal("Convolution:2 Elu:1", Sketch.Census(folded));
        Results.AssertEqual(graph, folded);
    }

    [Fact]
    public void Before_a_fully_connected_layer_it_is_folded_into_that()
    {
        var graph = Sketch.Of(b =>
        {
            var x = b.Elu(b.Linear(b.Flatten("x"), "hidden", 6));
            foreach (var (name, value) in new[] { ("scale", 1.5f), ("shift", -0.3f), ("mean", 0.7f), ("variance", 2f) })
                b.Graph.AddParameter(new Parameter(name, ParameterKind.Normalization, new Shape(6), [value, value + 0.1f, value + 0.2f, value + 0.4f, value + 0.8f, value + 1]));
            b.Graph.AddNode(new BatchNormalization(1e-5f), [x, "scale", "shift", "mean", "variance"], ["normal"]);
            b.Graph.AddParameter(new Parameter("w", ParameterKind.Weight, new Shape(4, 6), [.. Enumerable.Range(0, 24).Select(i => (float)Math.Sin(i))]));
            b.Graph.AddNode(new MatMul { TransposeB = true }, ["normal", "w"], ["y"]);
            b.Output("y");
        });
        var folded = BatchNormalizationFolding.Apply(graph);
        Assert.Equal("Elu:1 Flatten:1 MatMul:2", Sketch.Census(folded));
        Results.AssertEqual(graph, folded);
    }

    [Fact]
    public void Padding_after_it_keeps_it_where_it_is()
    {
        var graph = Sketch.Of(b => b.Output(b.Convolution(b.BatchNormalization(b.Elu("x"), "bn"), "conv", 5, 3)));
        Assert.Equal(Sketch.Census(graph), Sketch.Census(BatchNormalizationFolding.Apply(graph)));
    }

    [Fact]
    public void Weights_that_two_convolutions_share_are_folded_for_each_by_itself()
    {
        var graph = Sketch.Of(b =>
        {
            var first = b.BatchNormalization(b.Convolution("x", "conv", 3, 3), "bn1");
            b.Graph.AddNode(new Convolution(Window.Square(1, 1)), [first, "conv.weight"], ["second"]);
            b.Graph.AddOutput("second");
        });
        var folded = BatchNormalizationFolding.Apply(graph);
        Assert.Contains("conv.weight", folded.Parameters.Keys);
        Assert.Equal("Convolution:2", Sketch.Census(folded));
        Results.AssertEqual(graph, folded);
    }
}
