using System.Text;

namespace Mien.Learning.Data;

/// <summary>Splits a line of bytes at its commas; fields may stand in double quotes and have white space around them.</summary>
internal static class CsvLine
{
    /// <summary>Cuts a line into fields, trimmed and without their quotes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="fields">Where each field lies in the line.</param>
    /// <returns>The number of fields in the line; only as many as <paramref name="fields"/> has room for are written.</returns>
    public static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        int count = 0, start = 0;
        while (true)
        {
            var length = FieldLength(line[start..]);
            if (count < fields.Length)
                fields[count] = Trim(line, start, start + length);
            count++;
            if (start + length >= line.Length)
                return count;
            start += length + 1;
        }
    }

    /// <summary>A field as text; inside quotes, two quotes stand for one.</summary>
    public static string Text(ReadOnlySpan<byte> line, Range field)
    {
        var text = Encoding.UTF8.GetString(line[field]);
        return field.Start.Value > 0 && line[field.Start.Value - 1] == '"' ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>A field as text; null where it is empty.</summary>
    public static string? TextOrNull(ReadOnlySpan<byte> line, Range field) => line[field].IsEmpty ? null : Text(line, field);

    /// <summary>A text as a field: in quotes where it needs them.</summary>
    public static string Field(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A field as text, shortened for a message.</summary>
    public static string Quote(ReadOnlySpan<byte> field) =>
        "'" + Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field) + (field.Length > 40 ? "…'" : "'");

    private static int FieldLength(ReadOnlySpan<byte> rest)
    {
        var first = 0;
        while (first < rest.Length && rest[first] == ' ')
            first++;
        var close = first < rest.Length && rest[first] == '"' ? ClosingQuote(rest, first + 1) : -1;
        var from = close < 0 ? 0 : close;
        var comma = rest[from..].IndexOf((byte)',');
        return comma < 0 ? rest.Length : from + comma;
    }

    /// <summary>The place of the quote that ends a field; a doubled quote stands for one that does not.</summary>
    private static int ClosingQuote(ReadOnlySpan<byte> rest, int from)
    {
        while (rest[from..].IndexOf((byte)'"') is >= 0 and var quote)
        {
            from += quote;
            if (from + 1 == rest.Length || rest[from + 1] != '"')
                return from;
            from += 2;
        }
        return -1;
    }

    private static Range Trim(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] is (byte)' ' or (byte)'\t')
            start++;
        while (end > start && line[end - 1] is (byte)' ' or (byte)'\t')
            end--;
        return end - start >= 2 && line[start] == '"' && line[end - 1] == '"' ? (start + 1)..(end - 1) : start..end;
    }
}
