using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Mien.Compute;

namespace Mien.Neural.Safetensors;

/// <summary>
/// Reads safetensors files: eight bytes of length, a JSON header, raw little-endian numbers. Files are not trusted: sizes are checked and each fault is
/// one sentence.
/// </summary>
public static class SafetensorsReader
{
    private const int LongestHeader = 1 << 24;

    /// <summary>Reads a file. Tensors of whole numbers, such as PyTorch's counts of batches, are left out.</summary>
    /// <param name="path">The file, of at most 1 GiB.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ModelFormatException">It is no such file, or a tensor in it is wrong; the text says which and why.</exception>
    public static SafetensorsFile Read(string path)
    {
        var content = ModelFile.ReadAll(path);
        var length = content.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(content);
        if (length is < 2 or > LongestHeader || length > (ulong)content.Length - 8)
            throw new ModelFormatException($"{path} is cut short or is no safetensors file: its header does not fit.");
        var data = content.AsMemory(8 + (int)length);
        using var header = Parse(content.AsMemory(8, (int)length), path);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var used = 0L;
        foreach (var (name, entry) in Entries(header.RootElement, path))
        {
            if (name == "__metadata__")
            {
                AddMetadata(entry, metadata, path);
                continue;
            }
            var stored = SafetensorsEntry.Read(name, entry, path);
            if (stored.Decode(data.Span, path) is { } tensor && !tensors.TryAdd(name, tensor))
                throw new ModelFormatException($"{path} stores two tensors named '{name}'.");
            if ((used += stored.End - stored.Begin) > data.Length)
                throw new ModelFormatException($"{path} is damaged: its tensors overlap.");
        }
        return new SafetensorsFile(tensors, metadata);
    }

    /// <summary>Gives a graph's parameters the values that a file stores under the same names. Further tensors of the file are left aside.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ModelFormatException">The file is wrong, lacks a parameter or has it in another shape; the graph is as it was.</exception>
    public static void ReadInto(Graph graph, string path)
    {
        ArgumentNullException.ThrowIfNull(graph);
        WeightsFile.Copy(Read(path).Tensors, graph, path);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> header, string path)
    {
        try
        {
            var document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new JsonException("no object");
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            throw new ModelFormatException($"{path} is no safetensors file: its header is no JSON object.", e);
        }
    }

    /// <summary>The entries by name; JSON takes texts that are no UTF-8 and refuses them only when they are asked for.</summary>
    private static IEnumerable<(string Name, JsonElement Value)> Entries(JsonElement mapping, string path)
    {
        foreach (var entry in mapping.EnumerateObject())
            yield return (Text(() => entry.Name, path), entry.Value);
    }

    private static string Text(Func<string> read, string path)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException fault)
        {
            throw new ModelFormatException($"{path} is damaged: a text of its header is no UTF-8.", fault);
        }
    }

    private static void AddMetadata(JsonElement entries, Dictionary<string, string> metadata, string path)
    {
        if (entries.ValueKind != JsonValueKind.Object || entries.EnumerateObject().Any(e => e.Value.ValueKind != JsonValueKind.String))
            throw new ModelFormatException($"{path}: the metadata of the header must be texts.");
        foreach (var (name, value) in Entries(entries, path))
            metadata[name] = Text(() => value.GetString()!, path);
    }
}
