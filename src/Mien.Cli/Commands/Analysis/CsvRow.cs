using Mien.Learning.Data;

namespace Mien.Cli.Commands.Analysis;

/// <summary>Fields as a row of CSV (RFC 4180, without the line's end).</summary>
internal static class CsvRow
{
    /// <summary>Joins fields, quoted where they need it.</summary>
    public static string Of(IEnumerable<string> fields) => string.Join(',', fields.Select(CsvLine.Field));

    /// <summary>Several words in one field.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(word => word.Replace(' ', '-')));
}
