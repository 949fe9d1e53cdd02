using System.Runtime.InteropServices;
using Mien.Neural.Onnx.Protobuf;

namespace Mien.Neural.Onnx;

/// <summary>Makes <see cref="OnnxTensor"/>s of what an ONNX file stores.</summary>
internal static class OnnxTensorDecoder
{
    private const int HighestRank = 8;

    /// <summary>Decodes a tensor.</summary>
    /// <param name="tensor">The tensor as stored.</param>
    /// <param name="name">The name it gets; messages say it too.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="ModelFormatException">Its type is not read, its size is wrong, it lies in another file, or a value is no finite number.</exception>
    public static OnnxTensor Decode(TensorProto tensor, string name, string file)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
            throw Fault(file, name, "lies in another file; store the model as one file (onnx.save without external data)");
        var dimensions = Dimensions(tensor, name, file);
        var count = (int)dimensions.Aggregate(1L, (product, d) => product * d);
        var type = (TensorProto.Types.DataType)tensor.DataType;
        switch (type)
        {
            case TensorProto.Types.DataType.Float:
            case TensorProto.Types.DataType.Float16:
            case TensorProto.Types.DataType.Bfloat16:
            case TensorProto.Types.DataType.Double:
                var floats = Floats(tensor, type, count, name, file);
                NumberFormats.RequireFinite(floats, name, file);
                return new OnnxTensor(name, dimensions) { Floats = floats };
            case TensorProto.Types.DataType.Int64:
            case TensorProto.Types.DataType.Int32:
            case TensorProto.Types.DataType.Bool:
                return new OnnxTensor(name, dimensions) { Integers = Integers(tensor, type, count, name, file) };
            default:
                throw Fault(file, name, $"has elements of type {type}; Mien reads FLOAT, FLOAT16, BFLOAT16, DOUBLE and, for shapes, INT64, INT32 and BOOL");
        }
    }

    private static int[] Dimensions(TensorProto tensor, string name, string file)
    {
        if (tensor.Dims.Count > HighestRank)
            throw Fault(file, name, $"has {tensor.Dims.Count} dimensions; Mien reads at most {HighestRank}");
        long count = 1;
        foreach (var d in tensor.Dims)
        {
            if (d is < 0 or > int.MaxValue || (count *= d) > int.MaxValue)
                throw Fault(file, name, $"has the impossible shape {string.Join('×', tensor.Dims)}");
        }
        return [.. tensor.Dims.Select(d => (int)d)];
    }

    private static float[] Floats(TensorProto tensor, TensorProto.Types.DataType type, int count, string name, string file)
    {
        var raw = Raw(tensor, count, type switch { TensorProto.Types.DataType.Float => 4, TensorProto.Types.DataType.Double => 8, _ => 2 }, name, file);
        return (type, tensor.HasRawData) switch
        {
            (TensorProto.Types.DataType.Float, true) => MemoryMarshal.Cast<byte, float>(raw).ToArray(),
            (TensorProto.Types.DataType.Float, false) => Typed(tensor.FloatData, count, v => v, name, file),
            (TensorProto.Types.DataType.Double, true) => Convert<double>(raw, v => (float)v),
            (TensorProto.Types.DataType.Double, false) => Typed(tensor.DoubleData, count, v => (float)v, name, file),
            (TensorProto.Types.DataType.Float16, true) => Convert<Half>(raw, v => (float)v),
            (TensorProto.Types.DataType.Float16, false) => Typed(tensor.Int32Data, count, v => (float)BitConverter.UInt16BitsToHalf((ushort)v), name, file),
            (_, true) => Convert<ushort>(raw, NumberFormats.FromBFloat16),
            (_, false) => Typed(tensor.Int32Data, count, v => NumberFormats.FromBFloat16((ushort)v), name, file),
        };
    }

    private static long[] Integers(TensorProto tensor, TensorProto.Types.DataType type, int count, string name, string file)
    {
        var raw = Raw(tensor, count, type switch { TensorProto.Types.DataType.Int64 => 8, TensorProto.Types.DataType.Int32 => 4, _ => 1 }, name, file);
        return (type, tensor.HasRawData) switch
        {
            (TensorProto.Types.DataType.Int64, true) => MemoryMarshal.Cast<byte, long>(raw).ToArray(),
            (TensorProto.Types.DataType.Int64, false) => Typed(tensor.Int64Data, count, v => v, name, file),
            (TensorProto.Types.DataType.Int32, true) => [.. MemoryMarshal.Cast<byte, int>(raw).ToArray().Select(v => (long)v)],
            (_, true) => [.. raw.ToArray().Select(v => (long)v)],
            (_, false) => Typed(tensor.Int32Data, count, v => (long)v, name, file),
        };
    }

    private static ReadOnlySpan<byte> Raw(TensorProto tensor, int count, int size, string name, string file)
    {
        if (tensor.HasRawData && tensor.RawData.Length != (long)count * size)
            throw Fault(file, name, $"has {tensor.RawData.Length} bytes, but its shape {string.Join('×', tensor.Dims)} needs {(long)count * size}");
        return tensor.HasRawData ? tensor.RawData.Span : default;
    }

    private static TTo[] Typed<TFrom, TTo>(IList<TFrom> values, int count, Func<TFrom, TTo> convert, string name, string file)
    {
        if (values.Count != count)
            throw Fault(file, name, $"has {values.Count} values, but its shape needs {count}");
        return [.. values.Select(convert)];
    }

    private static float[] Convert<T>(ReadOnlySpan<byte> raw, Func<T, float> convert)
        where T : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, T>(raw);
        var to = new float[from.Length];
        for (var i = 0; i < to.Length; i++)
            to[i] = convert(from[i]);
        return to;
    }

    private static ModelFormatException Fault(string file, string tensor, string what) => new($"{file}: the tensor '{tensor}' {what}.");
}
