using System.Diagnostics;
using System.Globalization;

namespace Mien.EndToEnd.Tests;

/// <summary>The most memory that a process has held at a time, as Linux counts it.</summary>
internal static class PeakMemory
{
    /// <summary>Waits for the process's end.</summary>
    /// <returns>Bytes.</returns>
    public static long Of(Process process)
    {
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Now(process.Id));
            Thread.Sleep(20);
        }
        return peak;
    }

    private static long Now(int process)
    {
        try
        {
            var line = File.ReadLines(FormattableString.Invariant($"/proc/{process}/status")).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }
}
