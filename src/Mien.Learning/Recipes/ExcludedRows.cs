using System.Globalization;
using System.Text;
using Mien.Learning.Data;

namespace Mien.Learning.Recipes;

/// <summary>
/// The rows that a recipe leaves out: given as a file of row numbers beside the recipe, or as text such as <c>18,640,1649-1651</c>. The resolved recipe holds the text, so
/// that its digest speaks of the rows and it needs no other file.
/// </summary>
internal static class ExcludedRows
{
    private const int LargestText = 160 * 1024;

    /// <summary>Reads a section's key.</summary>
    /// <returns>Null where it is not given; then, and after a fault, nothing is left out.</returns>
    public static IReadOnlySet<int>? Read(SectionReader section, string key)
    {
        if (!section.Given(key))
            return null;
        if (section.Scalar(key) is not { Text.Length: > 0 } scalar)
        {
            section.Fault(key, "must be a file with a row number a line, as mien data audit writes it, or row numbers as '18,640,1649-1651'");
            return null;
        }
        var rows = scalar.Text.All(c => char.IsAsciiDigit(c) || c is ',' or '-') ? Parse(section, key, scalar.Text) : Load(section, key, scalar);
        var text = rows is null ? string.Empty : Text(rows);
        if (text.Length > LargestText)
            section.Fault(key, FormattableString.Invariant($"leaves out more rows than a recipe can hold ({rows!.Count}); give the list by --exclude-rows"));
        if (text.Length > 0)
            section.Resolved.Set(key, new RecipeScalar(text, false, default));
        return text.Length > 0 ? rows : null;
    }

    /// <summary>Row numbers in order, neighbours as a range.</summary>
    internal static string Text(IReadOnlySet<int> rows)
    {
        var text = new StringBuilder();
        int[] sorted = [.. rows.Order()];
        for (var i = 0; i < sorted.Length; i++)
        {
            var first = sorted[i];
            while (i + 1 < sorted.Length && sorted[i + 1] == sorted[i] + 1)
                i++;
            text.Append(text.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{first}");
            if (sorted[i] > first)
                text.Append(CultureInfo.InvariantCulture, $"-{sorted[i]}");
        }
        return text.ToString();
    }

    private static HashSet<int>? Parse(SectionReader section, string key, string text)
    {
        const int MostRows = 10_000_000;
        var rows = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !IsRow(ends[0], out var first) || !IsRow(ends[^1], out var last) || last < first || rows.Count + (last - first) >= MostRows)
            {
                section.Fault(key, $"has '{(part.Length > 40 ? part[..40] : part)}', which is neither a row number from 1 nor a range of them, as 1649-1651");
                return null;
            }
            rows.UnionWith(Enumerable.Range(first, last - first + 1));
        }
        return rows;
    }

    private static bool IsRow(string text, out int row) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out row) && row > 0;

    /// <summary>A path is relative to the recipe's file; one given by <c>--set</c>, which has no line, to the folder that the command runs in.</summary>
    private static IReadOnlySet<int>? Load(SectionReader section, string key, RecipeScalar scalar)
    {
        var folder = scalar.Position.Line > 0 ? Path.GetDirectoryName(scalar.Position.Source) : null;
        var path = Path.Combine(folder ?? string.Empty, scalar.Text);
        try
        {
            return RowList.Read(path);
        }
        catch (DataFormatException fault)
        {
            section.Fault(key, $"names a list that cannot be read: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            section.Fault(key, fault is FileNotFoundException or DirectoryNotFoundException
                ? $"names {path}, and there is no such file; make it by mien data audit, or leave the key out"
                : $"names {path}, which cannot be read: {fault.Message}");
        }
        return null;
    }
}
