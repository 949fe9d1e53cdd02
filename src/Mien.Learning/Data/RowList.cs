using System.Globalization;

namespace Mien.Learning.Data;

/// <summary>Reads a list of row numbers, one a line, 1 for the first data row; <c>#</c> starts a comment.</summary>
public static class RowList
{
    /// <summary>Reads a list.</summary>
    /// <param name="path">A text file of at most 64 MB.</param>
    /// <exception cref="DataFormatException">A line is no row number.</exception>
    public static IReadOnlySet<int> Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > 64_000_000 })
            throw new DataFormatException(path, 0, null, "a list of rows has at most 64 MB.");
        var rows = new HashSet<int>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.Split('#')[0].Trim();
            if (text.Length == 0)
                continue;
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row == 0)
                throw new DataFormatException(path, number, null, $"'{(text.Length > 40 ? text[..40] : text)}' is no row number; the first row is 1.");
            rows.Add(row);
        }
        return rows;
    }
}
