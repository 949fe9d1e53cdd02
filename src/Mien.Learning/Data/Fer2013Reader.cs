using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Mien.Emotions;
using Mien.Imaging;

namespace Mien.Learning.Data;

/// <summary>
/// Reads FER2013-style tables, <c>.csv</c> or <c>.csv.gz</c>: the columns <c>emotion</c> (0 to 6, or a name), <c>pixels</c> (48×48 grey
/// values) and <c>Usage</c>, found by name in any order. Without <c>emotion</c> the rows have no label, without <c>Usage</c> no split.
/// </summary>
public static class Fer2013Reader
{
    /// <summary>The side of a picture in pixels.</summary>
    public const int Side = 48;

    /// <summary>The most rows that are read: pictures of 2.4 GB.</summary>
    public const int MaxRows = 1_000_000;

    /// <summary>Reads a whole table into memory.</summary>
    /// <param name="path">A <c>.csv</c> or <c>.csv.gz</c> file.</param>
    /// <param name="cancellation">Looked at every thousand rows.</param>
    /// <exception cref="DataFormatException">A row is wrong; the message names file, line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset Read(string path, CancellationToken cancellation = default) => Read(path, null, cancellation);

    /// <summary>Reads a whole table into memory, with a column to group by.</summary>
    /// <param name="path">A <c>.csv</c> or <c>.csv.gz</c> file.</param>
    /// <param name="group">The column that becomes <see cref="Sample.Group"/>; null for none.</param>
    /// <param name="cancellation">Looked at every thousand rows.</param>
    /// <exception cref="DataFormatException">A row is wrong, or the column is missing; the message names file, line and column.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Dataset Read(string path, string? group, CancellationToken cancellation = default)
    {
        using var stream = OpenText(path);
        return Read(stream, path, group, cancellation);
    }

    /// <summary>A file's bytes, decompressed where its name ends in <c>.gz</c>.</summary>
    internal static Stream OpenText(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    internal static Dataset Read(Stream stream, string path, CancellationToken cancellation = default) => Read(stream, path, null, cancellation);

    private static Dataset Read(Stream stream, string path, string? group, CancellationToken cancellation)
    {
        var lines = new LineReader(stream, path);
        if (!lines.TryRead(out var line))
            throw new DataFormatException(path, 0, null, "the file is empty.");
        var header = Fer2013Header.Parse(line, path, group);
        var samples = new List<Sample>(4096);
        while (lines.TryRead(out line))
        {
            if (line.IsEmpty)
                continue;
            if (samples.Count % 1000 == 0)
                cancellation.ThrowIfCancellationRequested();
            if (samples.Count == MaxRows)
                throw new DataFormatException(path, lines.Line, null, FormattableString.Invariant($"there are more than {MaxRows} rows."));
            samples.Add(ParseRow(line, header, path, lines.Line, samples.Count + 1));
        }
        return samples.Count > 0 ? new Dataset(path, LabelSet.Fer2013, [.. samples])
            : throw new DataFormatException(path, 0, null, "the table has a header and no rows.");
    }

    private static Sample ParseRow(ReadOnlySpan<byte> line, Fer2013Header header, string path, int lineNumber, int row)
    {
        Span<Range> fields = stackalloc Range[header.Columns];
        var count = CsvLine.Split(line, fields);
        if (count != header.Columns)
            throw new DataFormatException(path, lineNumber, MissingColumn(header, count),
                FormattableString.Invariant($"the row has {count} columns where the header has {header.Columns}."));
        var pixels = GC.AllocateUninitializedArray<byte>(Side * Side);
        if (PixelField.Parse(line[fields[header.Pixels]], pixels) is { } fault)
            throw new DataFormatException(path, lineNumber, "pixels", fault);
        return new Sample(new Image(Side, Side, 1, pixels), path, lineNumber, row)
        {
            Label = header.Emotion < 0 ? null : ParseLabel(line[fields[header.Emotion]], path, lineNumber),
            Split = header.Usage < 0 ? Split.None : ParseUsage(line[fields[header.Usage]], path, lineNumber),
            Group = header.Group < 0 ? null : CsvLine.TextOrNull(line, fields[header.Group]),
        };
    }

    private static string? MissingColumn(Fer2013Header header, int count) =>
        header.Pixels >= count ? "pixels" : header.Emotion >= count ? "emotion" : header.Usage >= count ? "Usage" : header.Group >= count ? "group" : null;

    private static int ParseLabel(ReadOnlySpan<byte> field, string path, int line)
    {
        if (Utf8Parser.TryParse(field, out int label, out var used) && used == field.Length && (uint)label < (uint)LabelSet.Fer2013.Count)
            return label;
        label = LabelSet.Fer2013.IndexOf(Encoding.UTF8.GetString(field));
        return label >= 0 ? label
            : throw new DataFormatException(path, line, "emotion", $"the label {CsvLine.Quote(field)} is none of 0 to 6 ({LabelSet.Fer2013}).");
    }

    private static Split ParseUsage(ReadOnlySpan<byte> field, string path, int line)
    {
        if (field.SequenceEqual("Training"u8))
            return Split.Training;
        if (field.IsEmpty)
            return Split.None;
        return SplitSelection.TryParseName(Encoding.UTF8.GetString(field), out var split) ? split
            : throw new DataFormatException(path, line, "Usage", $"{CsvLine.Quote(field)} is none of Training, PublicTest and PrivateTest.");
    }
}
