using Google.Protobuf;
using Mien.Neural;
using Mien.Neural.Execution;
using Mien.Neural.Onnx;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Tests.Neural.Onnx;

/// <summary>Files that are refused: each gives one sentence that names the file and the place.</summary>
public class OnnxReaderFaultTests
{
    [Theory]
    [InlineData("Frobnicate", "x", "node 'the_y' (Frobnicate)", "does not know")]
    [InlineData("Relu", "z", "node 'the_y' (Relu)", "'z'")]
    [InlineData("Relu", "w", "node 'the_y' (Relu)", "stored")]
    [InlineData("Conv", "x", "node 'the_y' (Conv)", "lacks its input 1")]
    [InlineData("Conv", "x w", "node 'the_y' (Conv)", "3 input channels do not fit")]
    [InlineData("MatMul", "x w", "node 'the_y' (MatMul)", "fully connected")]
    [InlineData("Add", "x w", "node 'the_y' (Add)", "spreads")]
    [InlineData("MaxPool", "x", "node 'the_y' (MaxPool)", "kernel_shape")]
    [InlineData("Reshape", "x w", "node 'the_y' (Reshape)", "whole numbers")]
    [InlineData("BatchNormalization", "x w w w w", "node 'the_y' (BatchNormalization)", "3 channels")]
    public void Nodes_that_cannot_run_are_named(string type, string inputs, params string[] parts)
    {
        var fault = new OnnxModelBuilder(13, 3, 8, 8).Filled("w", 4, 2, 3, 3).Node(type, inputs, "y").Fault();
        Assert.All(parts, part => Assert.Contains(part, fault, StringComparison.Ordinal));
    }

    [Fact]
    public void An_attribute_that_nobody_knows_is_refused() =>
        Assert.Contains("'slope'", new OnnxModelBuilder(13, 3).Node("Relu", "x", "y", OnnxAttribute.Of("slope", 1f)).Fault(), StringComparison.Ordinal);

    [Fact]
    public void An_attribute_of_the_wrong_type_is_refused() =>
        Assert.Contains("'alpha'", new OnnxModelBuilder(13, 3).Node("Elu", "x", "y", OnnxAttribute.Of("alpha", 1)).Fault(), StringComparison.Ordinal);

    [Fact]
    public void Operators_of_other_makers_are_refused()
    {
        var builder = new OnnxModelBuilder(13, 3).Node("Relu", "x", "y");
        builder.Model.Graph.Node[0].Domain = "com.example";
        Assert.Contains("com.example", builder.Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(99)]
    public void Operator_sets_out_of_range_are_refused_politely(int opset) =>
        Assert.Contains($"opset {opset}; Mien reads 7 to 22", new OnnxModelBuilder(opset, 3).Node("Relu", "x", "y").Fault(), StringComparison.Ordinal);

    [Fact]
    public void Newer_formats_are_refused_politely()
    {
        var builder = new OnnxModelBuilder(17, 3).Node("Relu", "x", "y");
        builder.Model.IrVersion = 42;
        Assert.Contains("format 42", builder.Fault(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_named(float value)
    {
        foreach (var place in new[] { 0, 31, 39 })
        {
            var weights = new float[40];
            weights[place] = value;
            var fault = new OnnxModelBuilder(13, 40).Floats("head.weight", [40, 1], weights).Node("MatMul", "x head.weight", "y").Fault();
            Assert.Contains("'head.weight'", fault, StringComparison.Ordinal);
            Assert.Contains("not finite", fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Tensors_whose_bytes_do_not_fit_their_shape_are_named()
    {
        Assert.Contains("'w' has 8 bytes", new OnnxModelBuilder(13, 3).Floats("w", [3, 1], 1, 2).Node("MatMul", "x w", "y").Fault(), StringComparison.Ordinal);
        Assert.Contains("impossible shape", new OnnxModelBuilder(13, 3).Floats("w", [1L << 40, 1L << 40]).Node("MatMul", "x w", "y").Fault(), StringComparison.Ordinal);
        Assert.Contains("impossible shape", new OnnxModelBuilder(13, 3).Floats("w", [-3, 1]).Node("MatMul", "x w", "y").Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_in_other_files_are_refused()
    {
        var builder = new OnnxModelBuilder(13, 3).Filled("w", 3, 1).Node("MatMul", "x w", "y");
        builder.Model.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External;
        Assert.Contains("another file", builder.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_without_a_batch_or_not_of_numbers_are_refused()
    {
        var builder = new OnnxModelBuilder(13, 3).Node("Relu", "x", "y");
        builder.Model.Graph.Input[0].Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Uint8;
        Assert.Contains("Uint8", builder.Fault(), StringComparison.Ordinal);
        Assert.Contains("batch", new OnnxModelBuilder(13).Node("Relu", "x", "y").Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Enormous_pictures_are_refused() =>
        Assert.Contains("too large", new OnnxModelBuilder(13, 3, 1 << 20, 1 << 20).Node("Relu", "x", "y").Fault(), StringComparison.Ordinal);

    [Fact]
    public void Stored_numbers_that_double_and_double_are_refused()
    {
        var builder = new OnnxModelBuilder(13, 3).Longs("t0", 1, 1);
        for (var i = 0; i < 40; i++)
            builder.Node("Concat", $"t{i} t{i}", $"t{i + 1}", OnnxAttribute.Of("axis", 0));
        Assert.Contains("more than 16777216 numbers", builder.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_batch_is_no_number_to_compute_with()
    {
        var builder = new OnnxModelBuilder(13, 3).Long("first", 0).Node("Shape", "x", "s").Node("Gather", "s first", "n")
            .Node("Cast", "n", "f", OnnxAttribute.Of("to", (int)TensorProto.Types.DataType.Float)).Node("Mul", "x f", "y");
        Assert.Contains("computes with the batch", builder.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_stored_tensors_and_enormous_sizes_are_refused()
    {
        Assert.Contains("empty", new OnnxModelBuilder(13, 3).Floats("w", [0]).Node("Add", "x w", "y").Fault(), StringComparison.Ordinal);
        var builder = new OnnxModelBuilder(13, 1, 4, 4).Longs("sizes", 1, 1, int.MaxValue, int.MaxValue)
            .Node("Resize", "x - - sizes", "y", OnnxModelBuilder.Text("nearest_mode", "round_prefer_ceil"));
        Assert.Contains("sides that large", builder.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_shapes_costs_no_stack()
    {
        var builder = new OnnxModelBuilder(13, 12).Longs("a", 0, 3, 4).Longs("b", 0, 12);
        for (var i = 0; i < 20_000; i++)
            builder.Node("Reshape", $"{(i == 0 ? "x" : $"v{i - 1}")} {(i % 2 == 0 ? "a" : "b")}", $"v{i}");
        builder.Node("Relu", "v19999", "y");
        using var session = new InferenceSession(builder.Read());
        Assert.Equal(Enumerable.Repeat(1f, 12), session.Run(Enumerable.Repeat(1f, 12).ToArray(), 1)[0]);
    }

    [Fact]
    public void A_value_made_twice_or_by_nobody_is_refused()
    {
        Assert.Contains("twice", new OnnxModelBuilder(13, 3).Node("Relu", "x", "y").Node("Elu", "x", "y").Fault(), StringComparison.Ordinal);
        var builder = new OnnxModelBuilder(13, 3).Node("Relu", "x", "y");
        builder.Model.Graph.Output.Add(new ValueInfoProto { Name = "z" });
        Assert.Contains("'z'", builder.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused_with_a_sentence_of_its_own()
    {
        var builder = new OnnxModelBuilder(13, 3).Filled("w", 3, 1).Node("MatMul", "x w", "y");
        builder.Read();
        var content = builder.Model.ToByteArray();
        for (var length = 0; length < content.Length; length++)
        {
            using var stream = new MemoryStream(content[..length]);
            Assert.StartsWith("cut.onnx ", Assert.Throws<ModelFormatException>(() => OnnxReader.Read(stream, "cut.onnx")).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Changed_bytes_never_end_in_another_exception()
    {
        var builder = new OnnxModelBuilder(13, 3, 4, 4).Filled("w", 2, 3, 3, 3).Longs("t", 0, -1)
            .Node("Conv", "x w", "c", OnnxAttribute.Of("pads", [1, 1, 1, 1])).Node("Reshape", "c t", "r").Node("Softmax", "r", "y");
        builder.Read();
        var content = builder.Model.ToByteArray();
        var random = new Random(1);
        for (var trial = 0; trial < 3000; trial++)
        {
            var changed = content.ToArray();
            for (var i = 0; i <= trial % 3; i++)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            using var stream = new MemoryStream(changed);
            var fault = Record.Exception(() => OnnxReader.Read(stream, "changed.onnx"));
            Assert.True(fault is null or ModelFormatException, $"trial {trial}: {fault}");
        }
    }

    [Fact]
    public void A_flood_of_tiny_nodes_is_refused_before_it_fills_the_memory()
    {
        var nodes = new byte[2 * (WireCensus.MostFields + 1)];
        for (var i = 0; i < nodes.Length; i += 2)
            nodes[i] = 0x0a;
        var model = new ModelProto { IrVersion = 8 }.ToByteArray().ToList();
        model.Add(0x3a);
        for (var rest = (uint)nodes.Length; ; rest >>= 7)
        {
            model.Add((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80)
                break;
        }
        using var stream = new MemoryStream([.. model, .. nodes]);
        Assert.Contains("fields", Assert.Throws<ModelFormatException>(() => OnnxReader.Read(stream, "flood.onnx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_and_nothing_are_no_models()
    {
        foreach (var content in new[] { "", "This is a text, not a model.", "{\"a\": 1}" })
        {
            using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
            Assert.Throws<ModelFormatException>(() => OnnxReader.Read(stream, "text.onnx"));
        }
    }
}
