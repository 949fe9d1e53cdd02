using Mien.Compute;
using Mien.Compute.Operations;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Tests.Neural.Onnx;

public class OnnxOperatorImportTests
{
    [Fact]
    public void A_convolution_keeps_its_window_its_groups_and_its_parameters_names()
    {
        var graph = new OnnxModelBuilder(11, 4, 9, 7).Filled("w", 6, 2, 3, 1).Filled("b", 6)
            .Node("Conv", "x w b", "y", Ints("strides", 2, 1), Ints("pads", 1, 0, 2, 0), Ints("dilations", 2, 1), Of("group", 2), Ints("kernel_shape", 3, 1))
            .Read();
        var window = new Window { Stride = new(2, 1), Dilation = new(2, 1), PadBegin = new(1, 0), PadEnd = new(2, 0) };
        Assert.Equal(new Convolution(window, 2) { HasBias = true }, graph.Nodes[0].Operation);
        Assert.Equal("x, w, b", string.Join(", ", graph.Nodes[0].Inputs));
        Assert.Equal((ParameterKind.Weight, ParameterKind.Bias), (graph.Parameters["w"].Kind, graph.Parameters["b"].Kind));
    }

    [Theory]
    [InlineData("SAME_UPPER", 0, 1)]
    [InlineData("SAME_LOWER", 1, 0)]
    [InlineData("VALID", 0, 0)]
    public void Automatic_padding_becomes_numbers(string mode, int begin, int end)
    {
        var graph = new OnnxModelBuilder(11, 1, 8, 8).Filled("w", 1, 1, 3, 3)
            .Node("Conv", "x w", "y", Ints("strides", 2, 2), OnnxModelBuilder.Text("auto_pad", mode)).Read();
        var window = Assert.IsType<Convolution>(graph.Nodes[0].Operation).Window;
        Assert.Equal((Size2.Square(begin), Size2.Square(end)), (window.PadBegin, window.PadEnd));
    }

    [Fact]
    public void Average_pooling_tells_counted_padding_from_uncounted()
    {
        Assert.Equal(PoolingKind.Average, Kind(0));
        Assert.Equal(PoolingKind.AverageCountingPadding, Kind(1));

        static PoolingKind Kind(int count) => Assert.IsType<Pooling>(new OnnxModelBuilder(11, 1, 8, 8)
            .Node("AveragePool", "x", "y", Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1), Of("count_include_pad", count)).Read().Nodes[0].Operation).Kind;
    }

    // Sizes as PyTorch gives them with ceil_mode=True.
    [Theory]
    [InlineData(8, 3, 2, 0, 4)]
    [InlineData(7, 3, 2, 0, 3)]
    [InlineData(5, 2, 2, 0, 3)]
    [InlineData(6, 2, 3, 1, 3)]
    [InlineData(4, 1, 3, 0, 2)]
    public void Rounding_up_brings_the_last_window_in(int size, int kernel, int stride, int padding, int expected)
    {
        var graph = new OnnxModelBuilder(11, 1, size, size).Node(
            "MaxPool", "x", "y", Ints("kernel_shape", kernel, kernel), Ints("strides", stride, stride), Ints("pads", padding, padding, padding, padding), Of("ceil_mode", 1)).Read();
        Assert.Equal(expected, graph.InferTypes(1)["y"].Shape[2]);
    }

    [Theory]
    [InlineData(11, 2, 3)]
    [InlineData(11, -1, -2)]
    [InlineData(18, 2, 3)]
    public void The_mean_over_the_picture_is_global_pooling(int opset, int first, int second)
    {
        var builder = new OnnxModelBuilder(opset, 5, 4, 4).Longs("axes", first, second);
        if (opset < 18)
            builder.Node("ReduceMean", "x", "y", Ints("axes", first, second), Of("keepdims", 0));
        else
            builder.Node("ReduceMean", "x axes", "y", Of("keepdims", 0));
        var graph = builder.Read();
        Assert.Equal(new Pooling(PoolingKind.Average, default, new Window()), graph.Nodes[0].Operation);
        Assert.Equal("3×5", graph.InferTypes(3)["y"].Shape.ToString());
    }

    [Fact]
    public void A_product_and_a_sum_become_one_fully_connected_layer()
    {
        var graph = new OnnxModelBuilder(13, 4).Filled("w", 4, 3).Filled("b", 3).Node("MatMul", "x w", "p").Node("Add", "b p", "y").Read();
        var node = Assert.Single(graph.Nodes);
        Assert.Equal(new MatMul { HasBias = true }, node.Operation);
        Assert.Equal("x, w, b", string.Join(", ", node.Inputs));
        Assert.Equal("y", node.Outputs[0]);
    }

    [Fact]
    public void A_product_that_is_read_twice_keeps_its_sum_apart()
    {
        var graph = new OnnxModelBuilder(13, 4).Filled("w", 4, 3).Filled("b", 3)
            .Node("MatMul", "x w", "p").Node("Add", "p b", "q").Node("Mul", "p q", "y").Read();
        Assert.Equal(["MatMul", "Add", "Multiply"], graph.Nodes.Select(n => n.Operation.Name));
        Assert.Equal("1×3", graph.Parameters["b"].Shape.ToString());
    }

    [Fact]
    public void Gemm_factors_go_into_the_weights()
    {
        var graph = new OnnxModelBuilder(13, 2).Floats("w", [1, 2], 1, 2).Floats("b", [1], 3)
            .Node("Gemm", "x w b", "y", Of("transB", 1), OnnxAttribute.Of("alpha", 0.5f), OnnxAttribute.Of("beta", 2f)).Read();
        Assert.Equal([0.5f, 1f], graph.Parameters["w"].Values);
        Assert.Equal([6f], graph.Parameters["b"].Values);
        Assert.Equal(new MatMul { TransposeB = true, HasBias = true }, graph.Nodes[0].Operation);
    }

    [Fact]
    public void The_smaller_factor_is_the_one_that_is_spread()
    {
        var graph = new OnnxModelBuilder(13, 4, 3, 3).Node("GlobalAveragePool", "x", "s").Node("Sigmoid", "s", "g").Node("Mul", "g x", "y").Read();
        Assert.Equal("x, g", string.Join(", ", graph.Nodes[2].Inputs));
    }

    [Fact]
    public void Stored_numbers_are_spread_from_the_right()
    {
        var graph = new OnnxModelBuilder(13, 4, 3, 3).Filled("s", 4, 1, 1).Node("Mul", "s x", "y").Read();
        Assert.Equal("1×4×1×1", graph.Parameters["s"].Shape.ToString());
        Assert.Equal("x, s", string.Join(", ", graph.Nodes[0].Inputs));
    }

    [Fact]
    public void A_view_by_its_own_shape_is_a_flatten()
    {
        // x.view(x.size(0), -1) as PyTorch exports it.
        var graph = new OnnxModelBuilder(11, 3, 2, 2).Long("zero", 0).Longs("rest", -1)
            .Node("Shape", "x", "s").Node("Gather", "s zero", "n", Of("axis", 0)).Node("Unsqueeze", "n", "n1", Ints("axes", 0))
            .Node("Concat", "n1 rest", "t", Of("axis", 0)).Node("Reshape", "x t", "y").Read();
        Assert.IsType<Flatten>(Assert.Single(graph.Nodes).Operation);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-1, 12)]
    public void Reshapes_that_keep_the_batch_are_flattens(long first, long second)
    {
        var graph = new OnnxModelBuilder(13, 3, 2, 2).Longs("t", first, second).Node("Reshape", "x t", "y").Read();
        Assert.IsType<Flatten>(Assert.Single(graph.Nodes).Operation);
    }

    [Fact]
    public void Cells_in_rows_are_a_transposition_and_a_reshape_of_each_sample()
    {
        // x.permute(0, 2, 3, 1).view(x.size(0), -1, 3) as PyTorch exports it.
        var graph = new OnnxModelBuilder(11, 3, 2, 4).Long("zero", 0).Longs("cells", -1).Longs("three", 3)
            .Node("Transpose", "x", "t", Ints("perm", 0, 2, 3, 1)).Node("Shape", "x", "s").Node("Gather", "s zero", "n", Of("axis", 0))
            .Node("Unsqueeze", "n", "n1", Ints("axes", 0)).Node("Concat", "n1 cells three", "r", Of("axis", 0)).Node("Reshape", "t r", "y").Read();
        Assert.Equal([new Transpose(0, 2, 3, 1), new ReshapeSample(new Shape(8, 3))], graph.Nodes.Select(n => n.Operation));
        Assert.Equal("5×8×3", graph.InferTypes(5)["y"].Shape.ToString());
    }

    [Theory]
    [InlineData("must stay in front", 1, 0, 2, 3)]
    [InlineData("no order of 4 dimensions", 0, 1, 1, 3)]
    public void Transpositions_that_are_none_of_samples_are_refused(string expected, params int[] order) =>
        Assert.Contains(expected, new OnnxModelBuilder(11, 3, 2, 4).Node("Transpose", "x", "y", Ints("perm", order)).Fault(), StringComparison.Ordinal);

    [Fact]
    public void A_free_size_is_filled_and_stays_free_when_written_again()
    {
        var builder = new OnnxModelBuilder(11).Longs("r", 0, -1, 3).Node("Transpose", "x", "t", Ints("perm", 0, 2, 3, 1)).Node("Reshape", "t r", "y");
        builder.Model.Graph.Input.Clear();
        builder.Input("x", 0, 3, 0, 0);
        Assert.Contains("leaves dimension 2 free", builder.Fault(), StringComparison.Ordinal);
        var graph = builder.Read(new OnnxReadOptions { FreeSize = new Size2(2, 4) });
        Assert.Equal(new GraphInput("x", new Shape(3, 2, 4)) { HasFreeSize = true }, graph.Inputs[0]);
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, stream);
        stream.Position = 0;
        var other = OnnxReader.Read(stream, "written.onnx", new OnnxReadOptions { FreeSize = new Size2(5, 6) });
        Assert.Equal("1×30×3", other.InferTypes(1)["y"].Shape.ToString());
        var whole = new OnnxModelBuilder(11, 3, 7, 7).Node("Relu", "x", "y").Read(new OnnxReadOptions { FreeSize = new Size2(5, 6) });
        Assert.Equal(new GraphInput("x", new Shape(3, 7, 7)), whole.Inputs[0]);
    }

    [Fact]
    public void A_fixed_batch_becomes_free()
    {
        var builder = new OnnxModelBuilder(13, 3, 2, 2).Longs("t", 16, 12).Node("Reshape", "x t", "y");
        builder.Model.Graph.Input.Clear();
        var graph = builder.Input("x", 16, 3, 2, 2).Read();
        Assert.Equal("5×12", graph.InferTypes(5)["y"].Shape.ToString());
    }

    [Fact]
    public void Squeezing_a_pooled_picture_is_a_flatten()
    {
        var graph = new OnnxModelBuilder(13, 3, 2, 2).Longs("axes", 2, 3).Node("GlobalMaxPool", "x", "p").Node("Squeeze", "p axes", "y").Read();
        Assert.IsType<Flatten>(graph.Nodes[1].Operation);
    }

    [Theory]
    [InlineData(9, 1, 3)]
    [InlineData(13, -3, 9223372036854775807)]
    public void A_slice_along_one_axis_is_clamped(int opset, long start, long end)
    {
        var builder = new OnnxModelBuilder(opset, 4, 2, 2).Longs("s", start).Longs("e", end).Longs("a", 1);
        if (opset < 10)
            builder.Node("Slice", "x", "y", Ints("starts", 1), Ints("ends", 3), Ints("axes", 1));
        else
            builder.Node("Slice", "x s e a", "y");
        Assert.Equal(new Slice(1, 1, opset < 10 ? 2 : 3), builder.Read().Nodes[0].Operation);
    }

    [Fact]
    public void Dropout_keeps_its_rate_and_second_names_leave_no_trace()
    {
        var graph = new OnnxModelBuilder(13, 4).Floats("r", [], 0.25f)
            .Node("Identity", "x", "i").Node("Dropout", "i r", "d").Node("Cast", "d", "c", Of("to", 1)).Node("Softmax", "c", "y", Of("axis", -1)).Read();
        Assert.Equal([new Dropout(0.25f), new Softmax(1)], graph.Nodes.Select(n => n.Operation));
        Assert.Equal("x", string.Join(", ", graph.Nodes[0].Inputs));
    }

    [Fact]
    public void An_output_that_is_a_second_name_is_still_made()
    {
        var graph = new OnnxModelBuilder(13, 4).Node("Relu", "x", "r").Node("Identity", "r", "y").Read();
        Assert.Equal(["y"], graph.Outputs);
        Assert.Equal(new Dropout(0), graph.Nodes[1].Operation);
    }

    [Fact]
    public void Stored_second_names_get_values_of_their_own()
    {
        var graph = new OnnxModelBuilder(13, 2, 3, 3).Floats("one", [2], 1, 1).Floats("zero", [2], 0, 0).Node("Identity", "zero", "mean")
            .Node("BatchNormalization", "x one zero mean one", "y", OnnxAttribute.Of("epsilon", 0.5f)).Read();
        Assert.Equal(new BatchNormalization(0.5f), graph.Nodes[0].Operation);
        Assert.NotSame(graph.Parameters["zero"].Values, graph.Parameters["mean"].Values);
        Assert.Equal(ParameterKind.Statistic, graph.Parameters["mean"].Kind);
    }

    [Fact]
    public void Half_precision_initialisers_behind_casts_become_f32()
    {
        var graph = new OnnxModelBuilder(13, 2)
            .Store("w", TensorProto.Types.DataType.Float16, [2, 1], [0x00, 0x3c, 0x00, 0xc0])
            .Store("b", TensorProto.Types.DataType.Bfloat16, [1], [0xc0, 0x3f])
            .Node("Cast", "w", "w32", Of("to", 1)).Node("Cast", "b", "b32", Of("to", 1)).Node("Gemm", "x w32 b32", "y").Read();
        Assert.Equal([1f, -2f], graph.Parameters["w"].Values);
        Assert.Equal([1.5f], graph.Parameters["b"].Values);
    }

    [Fact]
    public void Typed_fields_are_read_like_raw_ones()
    {
        var builder = new OnnxModelBuilder(13, 2).Node("Gemm", "x w b", "y");
        builder.Model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = 1, Dims = { 2, 1 }, FloatData = { 3, 4 } });
        builder.Model.Graph.Initializer.Add(new TensorProto { Name = "b", DataType = 10, Dims = { 1 }, Int32Data = { 0x3c00 } });
        var graph = builder.Read();
        Assert.Equal([3f, 4f], graph.Parameters["w"].Values);
        Assert.Equal([1f], graph.Parameters["b"].Values);
    }

    [Fact]
    public void A_free_picture_size_is_taken_from_the_options()
    {
        var builder = new OnnxModelBuilder(13, 3, 0, 0).Node("Relu", "x", "y");
        Assert.Contains("free", builder.Fault(), StringComparison.Ordinal);
        Assert.Equal("2×3×20×30", builder.Read(new OnnxReadOptions { InputSample = new Shape(3, 20, 30) }).InferTypes(2)["y"].Shape.ToString());
    }

    private static AttributeProto Ints(string name, params int[] values) => OnnxAttribute.Of(name, (ReadOnlySpan<int>)values);

    private static AttributeProto Of(string name, int value) => OnnxAttribute.Of(name, value);
}
