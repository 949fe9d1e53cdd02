using System.Runtime.InteropServices;
using Google.Protobuf;
using Mien.Compute;
using Mien.Neural.Onnx.Protobuf;
using Mien.Neural.Operators;

namespace Mien.Neural.Onnx;

/// <summary>Makes an ONNX graph of a graph.</summary>
internal sealed class OnnxExport(Graph graph, OnnxWriteOptions options) : IOnnxExport
{
    private readonly GraphProto result = new() { Name = "mien" };
    private readonly Dictionary<string, TensorType> types = graph.InferTypes(1);
    private readonly Dictionary<string, string> castNames = new(StringComparer.Ordinal);

    /// <summary>Writes the whole graph.</summary>
    public GraphProto Write()
    {
        foreach (var input in graph.Inputs)
            result.Input.Add(Declare(input.Name));
        foreach (var parameter in graph.Parameters.Values)
            Store(parameter);
        foreach (var node in graph.Nodes)
            OperatorRegistry.For(node.Operation).Export(node, this);
        foreach (var output in graph.Outputs)
            result.Output.Add(Declare(output));
        return result;
    }

    public Shape Shape(string value) => types[value].Shape;

    public void Add(string opType, Node node, params AttributeProto[] attributes) => Add(opType, node, [], attributes);

    public void Add(string opType, Node node, IEnumerable<string> furtherInputs, params AttributeProto[] attributes)
    {
        var made = new NodeProto { OpType = opType, Name = node.Outputs[0] };
        made.Input.AddRange(node.Inputs.Select(i => castNames.GetValueOrDefault(i, i)).Concat(furtherInputs));
        made.Output.AddRange(node.Outputs);
        made.Attribute.AddRange(attributes);
        result.Node.Add(made);
    }

    public string Scalar(string name, float value)
    {
        result.Initializer.Add(Tensor(name, TensorProto.Types.DataType.Float, [], MemoryMarshal.AsBytes([value])));
        return name;
    }

    public string Numbers(string name, params float[] values)
    {
        result.Initializer.Add(Tensor(name, TensorProto.Types.DataType.Float, [values.Length], MemoryMarshal.AsBytes<float>(values)));
        return name;
    }

    public string Integers(string name, params long[] values)
    {
        result.Initializer.Add(Tensor(name, TensorProto.Types.DataType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values)));
        return name;
    }

    private void Store(Parameter parameter)
    {
        var values = parameter.Values;
        var shape = parameter.Shape.Dimensions;
        if (!options.HalfWeights || parameter.Kind != ParameterKind.Weight || Half(values) is not { } halves)
        {
            result.Initializer.Add(Tensor(parameter.Name, TensorProto.Types.DataType.Float, shape, MemoryMarshal.AsBytes<float>(values)));
            return;
        }
        result.Initializer.Add(Tensor(parameter.Name, TensorProto.Types.DataType.Float16, shape, MemoryMarshal.AsBytes<Half>(halves)));
        var cast = $"{parameter.Name}.f32";
        var node = new NodeProto { OpType = "Cast", Name = cast, Input = { parameter.Name }, Output = { cast } };
        node.Attribute.Add(OnnxAttribute.Of("to", (int)TensorProto.Types.DataType.Float));
        result.Node.Add(node);
        castNames.Add(parameter.Name, cast);
    }

    // Null where a value is beyond the type.
    private static Half[]? Half(float[] values)
    {
        var halves = Array.ConvertAll(values, v => (Half)v);
        return Array.TrueForAll(halves, System.Half.IsFinite) ? halves : null;
    }

    private static TensorProto Tensor(string name, TensorProto.Types.DataType type, ReadOnlySpan<int> dimensions, ReadOnlySpan<byte> raw)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(raw) };
        foreach (var d in dimensions)
            tensor.Dims.Add(d);
        return tensor;
    }

    /// <summary>What a dimension that depends on the size of the pictures is called, where that is free: all of a result's but the last may.</summary>
    private string? FreeName(string value, int axis)
    {
        if (!graph.Inputs.Any(i => i.HasFreeSize))
            return null;
        var rank = types[value].Shape.Rank;
        if (graph.Inputs.FirstOrDefault(i => i.Name == value) is { } input)
            return input.HasFreeSize && rank == 4 && axis >= 2 ? (axis == 2 ? "height" : "width") : null;
        return (rank == 3 && axis == 1) || (rank == 4 && axis >= 2) ? FormattableString.Invariant($"{value}.{axis}") : null;
    }

    private ValueInfoProto Declare(string value)
    {
        var declared = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" } } };
        var shape = types[value].Shape;
        for (var axis = 1; axis < shape.Rank; axis++)
        {
            var dimension = new TensorShapeProto.Types.Dimension();
            if (FreeName(value, axis) is { } free)
                dimension.DimParam = free;
            else
                dimension.DimValue = shape[axis];
            declared.Dim.Add(dimension);
        }
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = declared };
        return new ValueInfoProto { Name = value, Type = new TypeProto { TensorType = tensor } };
    }
}
