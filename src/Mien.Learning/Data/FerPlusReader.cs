using System.Buffers.Text;
using System.Text;

namespace Mien.Learning.Data;

/// <summary>
/// Reads the FER+ votes (<c>fer2013new.csv</c>) and joins them to FER2013 row by row. The image names in the file are not used: their
/// numbers drift away from the rows.
/// </summary>
public static class FerPlusReader
{
    private const int MaxColumns = 64;

    private static readonly string[] VoteColumns =
        ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt", "unknown", "NF"];

    /// <summary>Gives each row of a whole FER2013 table its votes.</summary>
    /// <param name="data">The table with all its rows, before any split is selected.</param>
    /// <param name="path">The votes, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <exception cref="DataFormatException">A row is wrong, the number of rows differs, or a row's usage differs.</exception>
    public static Dataset Pair(Dataset data, string path)
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = Read(path);
        if (rows.Count != data.Count)
            throw new DataFormatException(path, 0, null,
                FormattableString.Invariant($"the votes have {rows.Count} rows and {data.Source} has {data.Count}; they are paired by row, so give the two whole files."));
        var samples = new Sample[rows.Count];
        for (var i = 0; i < samples.Length; i++)
        {
            var (votes, split, line) = rows[i];
            if (split != Split.None && data[i].Split != Split.None && split != data[i].Split)
                throw new DataFormatException(path, line, "Usage", $"the row is {split} here and {data[i].Split} in {data[i].Origin}; the files are not in the same order.");
            samples[i] = data[i].With(votes: votes);
        }
        return new Dataset(data.Source, data.Labels, samples);
    }

    internal static List<(FerPlusVotes Votes, Split Split, int Line)> Read(string path)
    {
        using var stream = Fer2013Reader.OpenText(path);
        var lines = new LineReader(stream, path);
        if (!lines.TryRead(out var line))
            throw new DataFormatException(path, 0, null, "the file is empty.");
        var (columns, usage, width) = ParseHeader(line, path);
        var rows = new List<(FerPlusVotes, Split, int)>(40_000);
        Span<Range> fields = stackalloc Range[width];
        Span<byte> counts = stackalloc byte[FerPlusVotes.Columns];
        while (lines.TryRead(out line))
        {
            if (line.IsEmpty)
                continue;
            var count = CsvLine.Split(line, fields);
            if (count != width)
                throw new DataFormatException(path, lines.Line, null, FormattableString.Invariant($"the row has {count} columns where the header has {width}."));
            ParseCounts(line, fields, columns, counts, path, lines.Line);
            var split = Split.None;
            if (usage >= 0 && !SplitSelection.TryParseName(Encoding.UTF8.GetString(line[fields[usage]]), out split))
                throw new DataFormatException(path, lines.Line, "Usage", $"{CsvLine.Quote(line[fields[usage]])} is none of Training, PublicTest and PrivateTest.");
            rows.Add((new FerPlusVotes(counts), split, lines.Line));
        }
        return rows;
    }

    private static (int[] Columns, int Usage, int Width) ParseHeader(ReadOnlySpan<byte> line, string path)
    {
        Span<Range> fields = stackalloc Range[MaxColumns];
        var names = new string[CsvLine.Split(line, fields)];
        if (names.Length > MaxColumns)
            throw new DataFormatException(path, 1, null, FormattableString.Invariant($"the header has more than {MaxColumns} columns."));
        for (var i = 0; i < names.Length; i++)
            names[i] = CsvLine.Text(line, fields[i]);
        int Find(string name) => Array.FindIndex(names, candidate => candidate.Equals(name, StringComparison.OrdinalIgnoreCase));
        var columns = Array.ConvertAll(VoteColumns, Find);
        var missing = Array.IndexOf(columns, -1);
        if (missing >= 0)
            throw new DataFormatException(path, 1, VoteColumns[missing], "the header lacks this column; FER+ votes have ten.");
        return (columns, Find("Usage"), names.Length);
    }

    private static void ParseCounts(ReadOnlySpan<byte> line, Span<Range> fields, int[] columns, Span<byte> counts, string path, int lineNumber)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            var field = line[fields[columns[i]]];
            if (!Utf8Parser.TryParse(field, out counts[i], out var used) || used != field.Length || counts[i] > 100)
                throw new DataFormatException(path, lineNumber, VoteColumns[i], $"the count {CsvLine.Quote(field)} is not a number from 0 to 100.");
        }
    }
}
