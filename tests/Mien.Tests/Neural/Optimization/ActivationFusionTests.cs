using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Optimization;

namespace Mien.Tests.Neural.Optimization;

public class ActivationFusionTests
{
    [Theory]
    [InlineData(ActivationKind.Relu, 1)]
    [InlineData(ActivationKind.Elu, 1)]
    [InlineData(ActivationKind.Elu, 0.5)]
    [InlineData(ActivationKind.Sigmoid, 1)]
    [InlineData(ActivationKind.Relu6, 1)]
    [InlineData(ActivationKind.Silu, 1)]
    [InlineData(ActivationKind.HardSwish, 1)]
    public void A_function_after_a_convolution_becomes_part_of_it(ActivationKind kind, float alpha)
    {
        var graph = Sketch.Of(b =>
        {
            b.Graph.AddNode(new Activation(new ActivationFunction(kind, alpha)), [b.Convolution("x", "conv", 9, 3, bias: true)], ["y"]);
            b.Output("y");
        });
        var fused = ActivationFusion.Apply(graph);
        Assert.Equal("Convolution:1", Sketch.Census(fused));
        Assert.Equal(new ActivationFunction(kind, alpha), Sketch.OnlyConvolution(fused).Activation);
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void Relu_after_a_sum_becomes_part_of_it()
    {
        var graph = Sketch.Of(b => b.Output(b.Relu(b.Sum(b.Elu("x"), "x", "sum"))));
        var fused = ActivationFusion.Apply(graph);
        Assert.Equal("Add:1 Elu:1", Sketch.Census(fused));
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void Two_functions_in_a_row_are_not_merged_into_one()
    {
        var graph = Sketch.Of(b => b.Output(b.Elu(b.Relu(b.Convolution("x", "conv", 4, 3)))));
        var fused = ActivationFusion.Apply(graph);
        Assert.Equal("Convolution:1 Elu:1", Sketch.Census(fused));
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void A_convolution_that_another_node_reads_keeps_its_result()
    {
        var graph = Sketch.Of(b =>
        {
            var conv = b.Convolution("x", "conv", 4, 3);
            b.Output(b.Sum(b.Relu(conv), conv, "sum"));
        });
        Assert.Equal(Sketch.Census(graph), Sketch.Census(ActivationFusion.Apply(graph)));
    }
}
