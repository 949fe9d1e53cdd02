using System.Runtime.InteropServices;
using Google.Protobuf;
using Mien.Neural;
using Mien.Neural.Onnx;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Tests.Neural.Onnx;

/// <summary>Writes small ONNX models as foreign exporters might.</summary>
internal sealed class OnnxModelBuilder
{
    public OnnxModelBuilder(long opset, params long[] sample)
    {
        Model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "test" } };
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        Input("x", [0, .. sample]);
    }

    public ModelProto Model { get; }

    /// <summary>Declares an input; a dimension of 0 is free.</summary>
    public OnnxModelBuilder Input(string name, params long[] dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (var d in dimensions)
            shape.Dim.Add(d == 0 ? new TensorShapeProto.Types.Dimension { DimParam = "n" } : new TensorShapeProto.Types.Dimension { DimValue = d });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        Model.Graph.Input.Add(new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } });
        return this;
    }

    public OnnxModelBuilder Floats(string name, long[] dimensions, params float[] values) =>
        Store(name, TensorProto.Types.DataType.Float, dimensions, MemoryMarshal.AsBytes<float>(values).ToArray());

    public OnnxModelBuilder Filled(string name, params long[] dimensions) =>
        Floats(name, dimensions, [.. Enumerable.Range(0, (int)dimensions.Aggregate(1L, (p, d) => p * d)).Select(i => 0.25f * i)]);

    public OnnxModelBuilder Longs(string name, params long[] values) =>
        Store(name, TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values).ToArray());

    public OnnxModelBuilder Long(string name, long value) =>
        Store(name, TensorProto.Types.DataType.Int64, [], MemoryMarshal.AsBytes<long>([value]).ToArray());

    public OnnxModelBuilder Store(string name, TensorProto.Types.DataType type, long[] dimensions, byte[] raw)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(raw) };
        tensor.Dims.AddRange(dimensions);
        Model.Graph.Initializer.Add(tensor);
        return this;
    }

    public OnnxModelBuilder Node(string type, string inputs, string output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = type, Name = $"the_{output}" };
        node.Input.AddRange(inputs.Split(' ').Select(i => i == "-" ? "" : i));
        node.Output.Add(output);
        node.Attribute.AddRange(attributes);
        Model.Graph.Node.Add(node);
        return this;
    }

    /// <summary>Reads the model; the output is the last node's.</summary>
    public Graph Read(OnnxReadOptions? options = null)
    {
        if (Model.Graph.Output.Count == 0)
            Model.Graph.Output.Add(new ValueInfoProto { Name = Model.Graph.Node[^1].Output[0] });
        using var stream = new MemoryStream(Model.ToByteArray());
        return OnnxReader.Read(stream, "test.onnx", options);
    }

    /// <summary>The sentence that the model is refused with.</summary>
    public string Fault()
    {
        var message = Assert.Throws<ModelFormatException>(() => Read()).Message;
        Assert.StartsWith("test.onnx", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        return message;
    }

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };
}
