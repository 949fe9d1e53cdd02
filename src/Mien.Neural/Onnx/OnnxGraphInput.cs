using Mien.Compute;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>Reads the declaration of an input: f32, the batch in front, the other dimensions fixed by the file or the options.</summary>
internal static class OnnxGraphInput
{
    /// <summary>Reads a declaration.</summary>
    /// <param name="source">The declaration.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="options">They fill free dimensions.</param>
    /// <param name="batch">The batch, where the file fixes it.</param>
    public static GraphInput Read(ValueInfoProto source, string file, OnnxReadOptions options, out long? batch)
    {
        var type = source.Type?.TensorType ?? throw Fault("is no tensor");
        if (type.ElemType != (int)TensorProto.Types.DataType.Float)
            throw Fault($"has elements of type {(TensorProto.Types.DataType)type.ElemType}; Mien gives a network f32 (FLOAT)");
        if (type.Shape is null || type.Shape.Dim.Count < 2)
            throw Fault("must declare a shape with the batch in front, such as batch×1×48×48");
        var dimensions = type.Shape.Dim;
        batch = Fixed(dimensions[0]);
        if (options.InputSample is { } given && given.Rank != dimensions.Count - 1)
            throw Fault($"has {dimensions.Count - 1} dimensions beside the batch, but the given shape is {given}");
        var sample = new int[dimensions.Count - 1];
        for (var i = 0; i < sample.Length; i++)
        {
            sample[i] = (Fixed(dimensions[i + 1]), options.InputSample?[i] ?? Free(i)) switch
            {
                (null, null) => throw Fault($"leaves dimension {i + 1} free; give the input's shape"),
                (null, { } chosen) => chosen,
                ( >= 1 and <= 1 << 20 and var stored, null) => (int)stored,
                ({ } stored, { } chosen) when stored == chosen => chosen,
                ({ } stored, null) => throw Fault($"has the impossible dimension {stored}"),
                ({ } stored, { } chosen) => throw Fault($"has {stored} as dimension {i + 1}, but {chosen} was given"),
            };
        }
        if (sample.Aggregate(1L, (product, d) => Math.Min(product * d, int.MaxValue)) == int.MaxValue)
            throw Fault($"is too large: {string.Join('×', sample)}");
        var hasFreeSize = options.InputSample is null && dimensions.Count == 4 && Fixed(dimensions[2]) is null && Fixed(dimensions[3]) is null;
        return new GraphInput(source.Name, new Shape(sample)) { HasFreeSize = hasFreeSize };

        int? Free(int i) => (dimensions.Count == 4 && Fixed(dimensions[i + 1]) is null, i) switch
        {
            (true, 1) => options.FreeSize?.Height,
            (true, 2) => options.FreeSize?.Width,
            _ => null,
        };

        ModelFormatException Fault(string what) => new($"{file}: the input '{source.Name}' {what}.");
    }

    private static long? Fixed(TensorShapeProto.Types.Dimension dimension) =>
        dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dimension.DimValue > 0 ? dimension.DimValue : null;
}
