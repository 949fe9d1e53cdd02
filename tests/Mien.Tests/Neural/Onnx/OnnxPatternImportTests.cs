using Mien.Compute.Operations;
using Mien.Neural.Onnx;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Tests.Neural.Onnx;

/// <summary>Operations that files write in other forms than Mien has.</summary>
public class OnnxPatternImportTests
{
    [Theory]
    [InlineData("x s")]
    [InlineData("s x")]
    public void A_value_times_its_sigmoid_is_SiLU(string factors)
    {
        var graph = new OnnxModelBuilder(17, 4, 3, 3).Node("Sigmoid", "x", "s").Node("Mul", factors, "y").Read();
        var node = Assert.Single(graph.Nodes);
        Assert.Equal(new Activation(new ActivationFunction(ActivationKind.Silu)), node.Operation);
        Assert.Equal(("x", "y"), (node.Inputs[0], node.Outputs[0]));
    }

    [Theory]
    [InlineData("x h")]
    [InlineData("h x")]
    public void A_value_times_its_hard_sigmoid_is_hard_swish(string factors)
    {
        var graph = new OnnxModelBuilder(13, 4, 3, 3).Node("HardSigmoid", "x", "h", OnnxAttribute.Of("alpha", 0.1666666716337204f)).Node("Mul", factors, "y").Read();
        var node = Assert.Single(graph.Nodes);
        Assert.Equal(new Activation(new ActivationFunction(ActivationKind.HardSwish)), node.Operation);
        Assert.Equal(("x", "y"), (node.Inputs[0], node.Outputs[0]));
        Assert.Empty(graph.Parameters);
    }

    [Fact]
    public void Hard_swish_written_out_is_read_too()
    {
        var graph = new OnnxModelBuilder(13, 4, 3, 3).Floats("three", [], 3).Floats("none", [], 0).Floats("six", [], 6).Floats("sixth", [], 1f / 6)
            .Node("Add", "x three", "a").Node("Clip", "a none six", "c").Node("Mul", "c sixth", "h").Node("Mul", "x h", "y").Read();
        Assert.Equal(new Activation(new ActivationFunction(ActivationKind.HardSwish)), Assert.Single(graph.Nodes).Operation);
    }

    [Theory]
    [InlineData(1f / 6, 0.5f)]
    [InlineData(0.2f, 0.5f)]
    [InlineData(0.3f, 0.25f)]
    public void A_hard_sigmoid_alone_is_clipped_between_0_and_1(float alpha, float beta)
    {
        var graph = new OnnxModelBuilder(13, 2, 3, 3).Node("HardSigmoid", "x", "y", OnnxAttribute.Of("alpha", alpha), OnnxAttribute.Of("beta", beta)).Read();
        var x = PlainRun.FixedInput(18).Select(v => 12 * v).ToArray();
        var y = PlainRun.Run(graph, NetworkBackends.Names[0], x, 1)["y"];
        for (var i = 0; i < x.Length; i++)
            Assert.Equal(Math.Clamp((alpha * x[i]) + beta, 0, 1), y[i], 1e-5);
    }

    [Fact]
    public void A_hard_sigmoid_of_another_slope_is_no_part_of_hard_swish()
    {
        var graph = new OnnxModelBuilder(13, 4, 3, 3).Node("HardSigmoid", "x", "h").Node("Mul", "x h", "y").Read();
        Assert.DoesNotContain(graph.Nodes, n => n.Operation is Activation { Function.Kind: ActivationKind.HardSwish });
    }

    [Fact]
    public void A_sigmoid_that_another_node_reads_stays_one()
    {
        var graph = new OnnxModelBuilder(17, 4, 3, 3).Node("Sigmoid", "x", "s").Node("Mul", "x s", "p").Node("Add", "p s", "y").Read();
        Assert.Equal(["Sigmoid", "Multiply", "Add"], graph.Nodes.Select(n => n.Operation.Name));
    }

    [Fact]
    public void Clipping_to_six_is_ReLU6_and_from_zero_is_ReLU()
    {
        Assert.Equal(ActivationKind.Relu6, Kind(new OnnxModelBuilder(13, 4).Floats("a", [], 0).Floats("b", [], 6).Node("Clip", "x a b", "y")));
        Assert.Equal(ActivationKind.Relu, Kind(new OnnxModelBuilder(13, 4).Floats("a", [], 0).Node("Clip", "x a", "y")));
        Assert.Equal(ActivationKind.Relu6, Kind(new OnnxModelBuilder(9, 4).Node("Clip", "x", "y", OnnxAttribute.Of("min", 0f), OnnxAttribute.Of("max", 6f))));
        var other = new OnnxModelBuilder(13, 4).Floats("a", [], -1).Floats("b", [], 1).Node("Clip", "x a b", "y");
        Assert.Contains("clips to -1 … 1", other.Fault(), StringComparison.Ordinal);

        static ActivationKind Kind(OnnxModelBuilder builder) => Assert.IsType<Activation>(Assert.Single(builder.Read().Nodes).Operation).Function.Kind;
    }

    [Fact]
    public void Pads_of_height_and_width_are_read_whatever_their_form()
    {
        var expected = new Padding(new Size2(0, 1), new Size2(2, 3), 0.5f);
        var whole = new OnnxModelBuilder(13, 4, 5, 5).Longs("p", 0, 0, 0, 1, 0, 0, 2, 3).Floats("v", [], 0.5f).Node("Pad", "x p v", "y");
        Assert.Equal(expected, Assert.Single(whole.Read().Nodes).Operation);
        var some = new OnnxModelBuilder(18, 4, 5, 5).Longs("p", 1, 0, 3, 2).Floats("v", [], 0.5f).Longs("a", -1, 2).Node("Pad", "x p v a", "y");
        Assert.Equal(expected, Assert.Single(some.Read().Nodes).Operation);
        var channels = new OnnxModelBuilder(13, 4, 5, 5).Longs("p", 0, 1, 0, 0, 0, 0, 0, 0).Node("Pad", "x p", "y");
        Assert.Contains("height and width", channels.Fault(), StringComparison.Ordinal);
        var reflect = new OnnxModelBuilder(13, 4, 5, 5).Longs("p", 0, 0, 1, 1, 0, 0, 1, 1).Node("Pad", "x p", "y", OnnxModelBuilder.Text("mode", "reflect"));
        Assert.Contains("'reflect'", reflect.Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nearest", "asymmetric", "floor", 2, true)]
    [InlineData("nearest", "half_pixel", "round_prefer_floor", 3, true)]
    [InlineData("nearest", "half_pixel", "round_prefer_ceil", 0.5, true)]
    [InlineData("nearest", "half_pixel", "round_prefer_floor", 0.5, false)]
    [InlineData("nearest", "asymmetric", "floor", 1.5, false)]
    [InlineData("linear", "half_pixel", "floor", 1.5, true)]
    [InlineData("linear", "pytorch_half_pixel", "floor", 2, true)]
    [InlineData("linear", "align_corners", "floor", 2, false)]
    [InlineData("cubic", "half_pixel", "floor", 2, false)]
    public void Resizing_is_read_where_its_rule_comes_to_half_pixels(string mode, string places, string rounding, float scale, bool isRead)
    {
        var builder = new OnnxModelBuilder(17, 4, 4, 4).Floats("s", [4], 1, 1, scale, scale).Node(
            "Resize", "x - s", "y", OnnxModelBuilder.Text("mode", mode), OnnxModelBuilder.Text("coordinate_transformation_mode", places), OnnxModelBuilder.Text("nearest_mode", rounding));
        if (!isRead)
        {
            Assert.Contains("Resize", builder.Fault(), StringComparison.Ordinal);
            return;
        }
        var kind = mode == "linear" ? ResizeKind.Linear : ResizeKind.Nearest;
        Assert.Equal(new Resize(kind, Size2.Square((int)(4 * scale))), Assert.Single(builder.Read().Nodes).Operation);
    }

    [Fact]
    public void Sizes_of_a_resize_are_read_too()
    {
        var builder = new OnnxModelBuilder(17, 4, 4, 4).Longs("t", 1, 4, 7, 9).Node("Resize", "x - - t", "y", OnnxModelBuilder.Text("mode", "linear"));
        Assert.Equal(new Resize(ResizeKind.Linear, new Size2(7, 9)), Assert.Single(builder.Read().Nodes).Operation);
    }
}
