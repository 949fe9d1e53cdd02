using System.Globalization;
using Mien.Learning.Recipes;

namespace Mien.Learning.Sweeps;

/// <summary>A key of a recipe and the values that a sweep tries for it: a list, or a range from which random search draws evenly by logarithm.</summary>
/// <param name="Key">The key, such as <c>schedule.learningRate</c>.</param>
/// <param name="Values">The values as YAML; empty for a range.</param>
/// <param name="Low">The range's lower end, above 0.</param>
/// <param name="High">The range's upper end.</param>
public sealed record SweepAxis(string Key, IReadOnlyList<string> Values, double Low = 0, double High = 0)
{
    /// <summary>Whether it is a range.</summary>
    public bool IsRange => Values.Count == 0;

    /// <summary>Reads <c>key=a,b,c</c> (commas inside brackets and braces belong to a value) or <c>key=0.001..0.1</c>.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static SweepAxis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == text.Length - 1)
            throw new ArgumentException($"'{text}' is no key with values; write it as schedule.learningRate=0.1,0.03 or schedule.learningRate=0.001..0.1");
        var (key, values) = (text[..equals], text[(equals + 1)..]);
        if (values.Split("..") is [var from, var to] && Number(from) is { } low && Number(to) is { } high)
        {
            return low > 0 && high > low
                ? new(key, [], low, high)
                : throw new ArgumentException($"the range {values} of '{key}' must rise from above 0, since it is drawn from by logarithm");
        }
        var list = Split(values).ToArray();
        if (Array.Exists(list, value => value.Length == 0) || list.Distinct().Count() != list.Length)
            throw new ArgumentException($"the values of '{key}' must be different and none empty, not '{values}'");
        return new(key, list);
    }

    /// <summary>The axis's value as an override of a recipe.</summary>
    /// <param name="index">The value's place in the list; of no meaning for a range.</param>
    /// <param name="share">Where in the range, 0 to 1; of no meaning for a list.</param>
    internal string Override(int index, double share) => IsRange
        ? $"{Key}={RecipeText.Of(double.Parse((Low * Math.Pow(High / Low, share)).ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))}"
        : $"{Key}={Values[index]}";

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static IEnumerable<string> Split(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '[' or '{' ? 1 : text[i] is ']' or '}' ? -1 : 0;
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }
        yield return text[start..].Trim();
    }
}
