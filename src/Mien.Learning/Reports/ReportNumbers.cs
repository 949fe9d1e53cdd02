using System.Globalization;

namespace Mien.Learning.Reports;

/// <summary>Numbers as the readers of a language write them.</summary>
/// <param name="point">Between whole and part.</param>
/// <param name="group">Between thousands.</param>
internal sealed class ReportNumbers(string point, string group)
{
    private readonly NumberFormatInfo format = new() { NumberDecimalSeparator = point, NumberGroupSeparator = group, NegativeSign = "−" };

    /// <summary>With some digits behind the point.</summary>
    public string Number(double value, int digits) => value.ToString($"N{digits}", format);

    /// <summary>With some digits; a dash where it is not known.</summary>
    public string Number(double? value, int digits) => value is { } known ? Number(known, digits) : "–";

    /// <summary>A whole number.</summary>
    public string Whole(long value) => value.ToString("N0", format);

    /// <summary>A share as per cent.</summary>
    public string Percent(double share, int digits = 2) => Number(100 * share, digits) + "\u00A0%";

    /// <summary>A time.</summary>
    public static string Time(double seconds) => TimeSpan.FromSeconds(seconds) is var span && span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}");

    /// <summary>A number for SVG and CSS, which know one language.</summary>
    public static string Plain(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
