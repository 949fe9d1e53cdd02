using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mien.Neural.Safetensors;

/// <summary>Writes the parameters of a graph as safetensors, in f32.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes all parameters under their names, and the graph's metadata. The file is there whole or, where anything fails, as it was before.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Graph graph, string path)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var header = Header(graph);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var parameter in graph.Parameters.Values)
                stream.Write(MemoryMarshal.AsBytes<float>(parameter.Values));
        });
    }

    // Padded with spaces, so that the numbers begin at a multiple of eight.
    private static byte[] Header(Graph graph)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (graph.Metadata.Count > 0)
                WriteMetadata(graph, json);
            long offset = 0;
            foreach (var parameter in graph.Parameters.Values)
                offset = WriteEntry(parameter, json, offset);
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Graph graph, Utf8JsonWriter json)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in graph.Metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteEntry(Parameter parameter, Utf8JsonWriter json, long offset)
    {
        var end = offset + (4L * parameter.Values.Length);
        json.WriteStartObject(parameter.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (var d in parameter.Shape.Dimensions)
            json.WriteNumberValue(d);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
