using System.Runtime.InteropServices;
using System.Text.Json;
using Mien.Compute;

namespace Mien.Neural.Safetensors;

/// <summary>An entry of a header: where a tensor lies and what it is.</summary>
internal sealed record SafetensorsEntry(string Name, string Type, int[] Dimensions, long Begin, long End)
{
    /// <summary>Reads an entry.</summary>
    /// <exception cref="ModelFormatException">A field is missing or of the wrong kind.</exception>
    public static SafetensorsEntry Read(string name, JsonElement entry, string path)
    {
        try
        {
            var offsets = Longs(entry.GetProperty("data_offsets"));
            var dimensions = Longs(entry.GetProperty("shape")).Select(d => checked((int)d)).ToArray();
            var type = entry.GetProperty("dtype").GetString();
            if (offsets is not [var begin, var end] || type is null)
                throw new FormatException();
            return new SafetensorsEntry(name, type, dimensions, begin, end);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new ModelFormatException($"{path}: the header's entry '{name}' needs dtype, shape and two data_offsets.", e);
        }
    }

    /// <summary>The tensor, or null where it is of whole numbers.</summary>
    /// <exception cref="ModelFormatException">It leaves the file, its size is not its shape's, or a value is no finite number.</exception>
    public StoredTensor? Decode(ReadOnlySpan<byte> data, string path)
    {
        var size = Type switch { "F64" => 8, "F32" => 4, "F16" or "BF16" => 2, _ => 0 };
        if (Begin < 0 || End < Begin || End > data.Length)
            throw new ModelFormatException($"{path} is cut short or wrong: the tensor '{Name}' lies at {Begin} to {End} of {data.Length} bytes.");
        if (size == 0)
            return null;
        var shape = Shape(path);
        if (End - Begin != (long)shape.Count * size)
            throw new ModelFormatException($"{path}: the tensor '{Name}' has {End - Begin} bytes, but {Type} {shape} needs {(long)shape.Count * size}.");
        var values = Numbers(data[(int)Begin..(int)End]);
        NumberFormats.RequireFinite(values, Name, path);
        return new StoredTensor(shape, values);
    }

    private Shape Shape(string path)
    {
        try
        {
            return new Shape(Dimensions);
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            throw new ModelFormatException($"{path}: the tensor '{Name}' has the impossible shape {string.Join('×', Dimensions)}.", e);
        }
    }

    private float[] Numbers(ReadOnlySpan<byte> raw) => Type switch
    {
        "F32" => MemoryMarshal.Cast<byte, float>(raw).ToArray(),
        "F64" => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(raw).ToArray(), v => (float)v),
        "F16" => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(raw).ToArray(), v => (float)v),
        _ => Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(raw).ToArray(), NumberFormats.FromBFloat16),
    };

    private static long[] Longs(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt64())];
}
