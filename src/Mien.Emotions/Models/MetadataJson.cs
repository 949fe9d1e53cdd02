using System.Buffers;
using System.Text;
using System.Text.Json;
using Mien.Neural;

namespace Mien.Emotions.Models;

/// <summary>A fact that is stored as a JSON object: read and written without reflection, which a cold start would pay for.</summary>
internal sealed class MetadataJson : IDisposable
{
    private readonly JsonDocument document;
    private readonly string source;
    private readonly string key;

    private MetadataJson(JsonDocument document, string source, string key) => (this.document, this.source, this.key) = (document, source, key);

    public static MetadataJson Parse(string text, string source, string key)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException e)
        {
            throw new ModelFormatException($"{source}: {key} is no JSON: {e.Message}", e);
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return new MetadataJson(document, source, key);
        document.Dispose();
        throw new ModelFormatException($"{source}: {key} is no JSON object.");
    }

    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes one number plainly, several as an array.</summary>
    public static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        if (values.Count == 1)
        {
            json.WriteNumber(name, values[0]);
            return;
        }
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    public double? Number(string name) => document.RootElement.TryGetProperty(name, out var value) ? NumberOf(name, value) : null;

    public double[]? Numbers(string name)
    {
        if (!document.RootElement.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => NumberOf(name, item))] : [NumberOf(name, value)];
    }

    public string? Text(string name)
    {
        if (!document.RootElement.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new ModelFormatException($"{source}: {key}: {name} is no text.");
    }

    public void Dispose() => document.Dispose();

    private double NumberOf(string name, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
        ? number
        : throw new ModelFormatException($"{source}: {key}: {name} is no number.");
}
