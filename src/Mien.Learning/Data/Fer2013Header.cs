using System.Text;

namespace Mien.Learning.Data;

/// <summary>Where the columns of a FER2013-style table stand; −1 where one is absent.</summary>
internal readonly record struct Fer2013Header(int Emotion, int Pixels, int Usage, int Columns, int Group = -1)
{
    private const int MaxColumns = 64;

    /// <summary>Reads the header line: names in any case and order, spaces around them tolerated.</summary>
    /// <exception cref="DataFormatException">There is no <c>pixels</c> column, or a column stands twice.</exception>
    public static Fer2013Header Parse(ReadOnlySpan<byte> line, string file, string? group = null)
    {
        Span<Range> fields = stackalloc Range[MaxColumns];
        var count = CsvLine.Split(line, fields);
        if (count > MaxColumns)
            throw new DataFormatException(file, 1, null, FormattableString.Invariant($"the header has {count} columns; at most {MaxColumns} are read."));
        var header = new Fer2013Header(-1, -1, -1, count);
        for (var i = 0; i < count; i++)
        {
            var name = Encoding.UTF8.GetString(line[fields[i]]);
            var before = header;
            if (name.Equals(group, StringComparison.OrdinalIgnoreCase))
                header = before = header with { Group = i };
            header = name.ToUpperInvariant() switch
            {
                "EMOTION" => header with { Emotion = i },
                "PIXELS" => header with { Pixels = i },
                "USAGE" => header with { Usage = i },
                _ => header,
            };
            if (before is { Emotion: >= 0 } && header.Emotion != before.Emotion || before is { Pixels: >= 0 } && header.Pixels != before.Pixels
                || before is { Usage: >= 0 } && header.Usage != before.Usage)
                throw new DataFormatException(file, 1, name, "the column stands twice in the header.");
        }
        if (group is not null && header.Group < 0)
            throw new DataFormatException(file, 1, group, $"the header {CsvLine.Quote(line)} lacks this column, which the rows were to be grouped by.");
        return header.Pixels >= 0 ? header
            : throw new DataFormatException(file, 1, "pixels", $"the header {CsvLine.Quote(line)} lacks this column; a FER2013 table has emotion, pixels and Usage.");
    }
}
