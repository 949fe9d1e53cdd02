using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Optimization;
using Mien.Neural.Zoo;

namespace Mien.Tests.Neural.Optimization;

public class PaddingFusionTests
{
    [Fact]
    public void Zeros_around_a_convolution_s_input_become_its_own_padding()
    {
        var graph = Padded(0);
        var fused = PaddingFusion.Apply(graph);
        Assert.Equal("Convolution:1", Sketch.Census(fused));
        Assert.Equal((new Size2(1, 2), new Size2(4, 3)), (Sketch.OnlyConvolution(fused).Window.PadBegin, Sketch.OnlyConvolution(fused).Window.PadEnd));
        Results.AssertEqual(graph, fused);
    }

    [Fact]
    public void Another_value_stays_around_it()
    {
        var graph = Padded(0.5f);
        var fused = PaddingFusion.Apply(graph);
        Assert.Equal("Convolution:1 Padding:1", Sketch.Census(fused));
        Results.AssertEqual(graph, fused);
    }

    private static Graph Padded(float value) => Sketch.Of(b =>
    {
        var padded = b.Pad("x", new Padding(new Size2(0, 1), new Size2(3, 2), value));
        b.Output(b.Convolution(padded, "conv", 4, 3, 2));
    });
}
