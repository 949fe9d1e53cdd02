using Mien.Neural;
using Mien.Neural.Optimization;

namespace Mien.Tests.Neural.Optimization;

public class ResidualFusionTests
{
    [Fact]
    public void A_sum_becomes_the_residual_of_the_convolution()
    {
        var graph = Sketch.Of(b => b.Output(b.Sum(b.Convolution("x", "conv", 3, 3, bias: true), "x", "sum")));
        var fused = ResidualFusion.Apply(graph);
        Assert.Equal("Convolution:1", Sketch.Census(fused));
        Assert.True(Sketch.OnlyConvolution(fused).HasResidual);
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void The_residual_may_stand_on_the_left()
    {
        var graph = Sketch.Of(b => b.Output(b.Sum("x", b.Convolution("x", "conv", 3, 3), "sum")));
        var fused = ResidualFusion.Apply(graph);
        Assert.Equal("Convolution:1", Sketch.Census(fused));
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void Of_two_convolutions_the_later_one_adds_the_earlier_ones_result()
    {
        var graph = Sketch.Of(b =>
        {
            var first = b.Convolution("x", "first", 6, 3, 2);
            var second = b.Convolution("x", "second", 6, 1, 2);
            b.Output(b.Relu(b.Sum(first, second, "sum")));
        });
        var fused = ResidualFusion.Apply(graph);
        Assert.Equal("Convolution:2 Relu:1", Sketch.Census(fused));
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void A_residual_that_is_made_after_the_convolution_is_there_when_it_is_added()
    {
        var graph = Sketch.Of(b =>
        {
            var conv = b.Convolution("x", "conv", 3, 3);
            b.Output(b.Sum(conv, b.Elu("x"), "sum"));
        });
        var fused = ResidualFusion.Apply(graph);
        Assert.Equal("Convolution:1 Elu:1", Sketch.Census(fused));
        fused.InferTypes(1);
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void A_sum_that_is_read_twice_as_the_block_before_is_can_be_a_residual()
    {
        var graph = Sketch.Of(b =>
        {
            var first = b.Relu(b.Sum(b.Convolution("x", "a", 3, 3), "x", "sum1"));
            var second = b.Relu(b.Sum(b.Convolution(first, "b", 3, 3), first, "sum2"));
            b.Output(b.Sum(second, first, "sum3"));
        });
        var fused = ActivationFusion.Apply(ResidualFusion.Apply(graph));
        Assert.Equal("Add:1 Convolution:2", Sketch.Census(fused));
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void A_convolution_that_another_node_reads_keeps_its_result()
    {
        var graph = Sketch.Of(b =>
        {
            var conv = b.Convolution("x", "conv", 3, 3);
            b.Output(b.Sum(b.Relu(conv), conv, "sum"));
        });
        Assert.Equal(Sketch.Census(graph), Sketch.Census(ResidualFusion.Apply(graph)));
    }
}
