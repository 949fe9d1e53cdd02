using System.Text;
using Mien.Imaging;

namespace Mien.Learning.Data;

/// <summary>Reads a folder of pictures and a table <c>image,emotion</c> that names them; a <c>Usage</c> column is optional, other columns are ignored.</summary>
public static class LabelledFolderReader
{
    private const int MaxColumns = 64;

    /// <summary>Reads the table; the pictures are read when they are asked for.</summary>
    /// <param name="path">The folder that the names in the table are relative to.</param>
    /// <param name="labelsPath">The table, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="reader">What reads the pictures; null for the default limits.</param>
    /// <exception cref="DataFormatException">A row is wrong, names a picture that is absent, outside the folder or named before.</exception>
    public static Dataset Read(string path, string labelsPath, ImageReader? reader = null)
    {
        reader ??= new ImageReader();
        var rows = ReadRows(path, labelsPath);
        if (rows.Count == 0)
            throw new DataFormatException(labelsPath, 0, null, "the table has a header and no rows.");
        var labels = FolderReader.Labels(labelsPath, rows.Select(row => row.Emotion));
        return new Dataset(path, labels, [.. rows.Select((row, i) => new Sample(() => reader.Read(row.File), labelsPath, row.Line, i + 1)
        {
            Label = LabelNames.IndexIn(labels, row.Emotion),
            Split = row.Split,
        })]);
    }

    private static List<(string File, string Emotion, Split Split, int Line)> ReadRows(string path, string labelsPath)
    {
        using var stream = Fer2013Reader.OpenText(labelsPath);
        var lines = new LineReader(stream, labelsPath, 65_536);
        if (!lines.TryRead(out var line))
            throw new DataFormatException(labelsPath, 0, null, "the file is empty.");
        Span<Range> fields = stackalloc Range[MaxColumns];
        var width = CsvLine.Split(line, fields);
        int image = Column(line, fields, width, "image", labelsPath), emotion = Column(line, fields, width, "emotion", labelsPath);
        var usage = Column(line, fields, width, "Usage", null);
        var rows = new List<(string, string, Split, int)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (lines.TryRead(out line))
        {
            if (line.IsEmpty)
                continue;
            if (CsvLine.Split(line, fields) is var count && count != width)
                throw new DataFormatException(labelsPath, lines.Line, null, FormattableString.Invariant($"the row has {count} columns where the header has {width}."));
            var split = Split.None;
            if (usage >= 0 && !line[fields[usage]].IsEmpty && !SplitSelection.TryParseName(Encoding.UTF8.GetString(line[fields[usage]]), out split))
                throw new DataFormatException(labelsPath, lines.Line, "Usage", $"{CsvLine.Quote(line[fields[usage]])} is none of Training, PublicTest and PrivateTest.");
            var file = PicturePath(path, Encoding.UTF8.GetString(line[fields[image]]), labelsPath, lines.Line);
            if (!seen.Add(file))
                throw new DataFormatException(labelsPath, lines.Line, "image", $"{CsvLine.Quote(line[fields[image]])} stands in an earlier row too.");
            if (line[fields[emotion]].IsEmpty)
                throw new DataFormatException(labelsPath, lines.Line, "emotion", "the label is missing.");
            rows.Add((file, Encoding.UTF8.GetString(line[fields[emotion]]), split, lines.Line));
        }
        return rows;
    }

    private static int Column(ReadOnlySpan<byte> header, ReadOnlySpan<Range> fields, int width, string name, string? requiredIn)
    {
        for (var i = 0; i < Math.Min(width, fields.Length); i++)
        {
            if (Encoding.UTF8.GetString(header[fields[i]]).Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return requiredIn is null ? -1
            : throw new DataFormatException(requiredIn, 1, name, $"the header {CsvLine.Quote(header)} lacks this column; a table of labels has image and emotion.");
    }

    private static string PicturePath(string folder, string name, string labelsPath, int line)
    {
        var root = Path.GetFullPath(folder);
        var file = Path.GetFullPath(Path.Combine(root, name));
        if (!file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new DataFormatException(labelsPath, line, "image", $"'{name}' lies outside the folder {folder}.");
        return File.Exists(file) ? file
            : throw new DataFormatException(labelsPath, line, "image", $"'{name}' is not in the folder {folder}.");
    }
}
