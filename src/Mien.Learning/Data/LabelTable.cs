using System.Text;

namespace Mien.Learning.Data;

/// <summary>The rows of a table <c>image,emotion</c> beside a folder.</summary>
internal static class LabelTable
{
    private const int MaxColumns = 64;

    /// <summary>A row.</summary>
    /// <param name="File">The picture's path.</param>
    /// <param name="Emotion">The label's name.</param>
    /// <param name="Split">The split; none where the table names none.</param>
    /// <param name="Group">The value of the column to group by; null where there is none, or an empty one.</param>
    /// <param name="Line">The line in the table, from 1.</param>
    public readonly record struct Row(string File, string Emotion, Split Split, string? Group, int Line);

    /// <summary>Reads all rows.</summary>
    /// <exception cref="DataFormatException">A row is wrong, names a picture that is absent, outside the folder or named before.</exception>
    public static List<Row> Read(string folder, string path, string? group)
    {
        using var stream = Fer2013Reader.OpenText(path);
        var lines = new LineReader(stream, path, 65_536);
        if (!lines.TryRead(out var line))
            throw new DataFormatException(path, 0, null, "the file is empty.");
        Span<Range> fields = stackalloc Range[MaxColumns];
        var width = CsvLine.Split(line, fields);
        var columns = new Columns(
            Find(line, fields, width, "image", path), Find(line, fields, width, "emotion", path), Find(line, fields, width, "Usage", null),
            group is null ? -1 : Find(line, fields, width, group, path));
        var rows = new List<Row>();
        var seen = new Dictionary<string, Row>(StringComparer.Ordinal);
        while (lines.TryRead(out line))
        {
            if (line.IsEmpty)
                continue;
            if (CsvLine.Split(line, fields) is var count && count != width)
                throw new DataFormatException(path, lines.Line, null, FormattableString.Invariant($"the row has {count} columns where the header has {width}."));
            var row = Parse(line, fields, columns, folder, path, lines.Line);
            if (!seen.TryAdd(row.File, row))
                throw Twice(CsvLine.Text(line, fields[columns.Image]), seen[row.File], row, path);
            rows.Add(row);
        }
        return rows;
    }

    private static Row Parse(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, Columns columns, string folder, string path, int number)
    {
        var split = Split.None;
        if (columns.Usage >= 0 && !line[fields[columns.Usage]].IsEmpty && !SplitSelection.TryParseName(CsvLine.Text(line, fields[columns.Usage]), out split))
            throw new DataFormatException(path, number, "Usage", $"{CsvLine.Quote(line[fields[columns.Usage]])} is none of Training, PublicTest and PrivateTest.");
        if (line[fields[columns.Emotion]].IsEmpty)
            throw new DataFormatException(path, number, "emotion", "the label is missing.");
        var file = PicturePath(folder, CsvLine.Text(line, fields[columns.Image]), path, number);
        return new Row(file, CsvLine.Text(line, fields[columns.Emotion]), split, columns.Group < 0 ? null : CsvLine.TextOrNull(line, fields[columns.Group]), number);
    }

    private static DataFormatException Twice(string image, Row first, Row second, string path) => first.Emotion.Equals(second.Emotion, StringComparison.OrdinalIgnoreCase)
        ? new(path, second.Line, "image", $"'{image}' stands in an earlier row too.")
        : new(path, second.Line, "emotion", FormattableString.Invariant($"'{image}' is '{second.Emotion}' here and '{first.Emotion}' in line {first.Line}; keep one of the two rows."));

    private static int Find(ReadOnlySpan<byte> header, ReadOnlySpan<Range> fields, int width, string name, string? requiredIn)
    {
        for (var i = 0; i < Math.Min(width, fields.Length); i++)
        {
            if (Encoding.UTF8.GetString(header[fields[i]]).Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return requiredIn is null ? -1
            : throw new DataFormatException(requiredIn, 1, name, $"the header {CsvLine.Quote(header)} lacks this column; a table of labels has image and emotion.");
    }

    private static string PicturePath(string folder, string name, string path, int line)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var file = Path.GetFullPath(Path.Combine(root, name));
        if (!file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new DataFormatException(path, line, "image", $"'{name}' lies outside the folder {folder}.");
        return File.Exists(file) ? file
            : throw new DataFormatException(path, line, "image", $"'{name}' is not in the folder {folder}.");
    }

    private readonly record struct Columns(int Image, int Emotion, int Usage, int Group);
}
