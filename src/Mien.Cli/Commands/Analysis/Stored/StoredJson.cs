using System.Text.Json;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>Values of stored results, each asked for by its name and kind; what is missing or another kind is a fault that says so.</summary>
internal static class StoredJson
{
    /// <summary>An object.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw new InvalidDataException("there is no object");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it is not JSON at byte {fault.BytePositionInLine}"), fault);
        }
    }

    /// <summary>A value of one kind.</summary>
    public static JsonElement Value(JsonElement json, string name, JsonValueKind kind) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : throw new InvalidDataException($"\"{name}\" is no {kind.ToString().ToLowerInvariant()}");

    /// <summary>A value of one kind; null where there is none.</summary>
    public static JsonElement? ValueOrNull(JsonElement json, string name, JsonValueKind kind) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null ? null : Value(json, name, kind);

    /// <summary>A number.</summary>
    public static double Number(JsonElement json, string name) => Value(json, name, JsonValueKind.Number).GetDouble();

    /// <summary>A number; NaN where there is none, as numbers that are not finite are written.</summary>
    public static double NumberOrNone(JsonElement json, string name) => ValueOrNull(json, name, JsonValueKind.Number)?.GetDouble() ?? double.NaN;

    /// <summary>A whole number of at least zero.</summary>
    public static long Whole(JsonElement json, string name) =>
        Value(json, name, JsonValueKind.Number).TryGetInt64(out var number) && number >= 0 ? number : throw new InvalidDataException($"\"{name}\" is no whole number");

    /// <summary>Seconds, to the microsecond.</summary>
    public static TimeSpan Time(JsonElement json, string name) =>
        Number(json, name) is > -1e9 and < 1e9 and var seconds ? new TimeSpan((long)Math.Round(seconds * 1e6) * TimeSpan.TicksPerMicrosecond) : throw new InvalidDataException($"\"{name}\" is no time");
}
