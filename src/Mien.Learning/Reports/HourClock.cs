using System.Globalization;

namespace Mien.Learning.Reports;

/// <summary>Times as people read them, whose hours go on beyond a day.</summary>
internal static class HourClock
{
    /// <summary>Hours, minutes and seconds, such as 26:00:05.</summary>
    /// <param name="time">At least 0.</param>
    /// <param name="rest">The format of what follows the hours.</param>
    public static string Of(TimeSpan time, string rest = @"mm\:ss") =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Floor(time.TotalHours)}:{time.ToString(rest, CultureInfo.InvariantCulture)}");
}
