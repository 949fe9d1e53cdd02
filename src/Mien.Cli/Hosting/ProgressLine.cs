using System.Globalization;

namespace Mien.Cli.Hosting;

/// <summary>One line on standard error that moves while work is done, where people see it.</summary>
/// <param name="shell">Where it is shown.</param>
/// <param name="unit">What is counted, such as "pictures".</param>
/// <param name="total">How many there are.</param>
internal sealed class ProgressLine(Shell shell, string unit, int total) : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly long start = shell.Time.GetTimestamp();
    private long shown;
    private bool isVisible;

    /// <summary>Shows how far it is, at most ten times a second.</summary>
    public void Show(int done)
    {
        if (!shell.ErrorIsTerminal || total < 2 || (isVisible && shell.Time.GetElapsedTime(shown) < Pause))
            return;
        shown = shell.Time.GetTimestamp();
        isVisible = true;
        var filled = (int)((long)done * BarWidth / total);
        var rate = done / Math.Max(shell.Time.GetElapsedTime(start).TotalSeconds, 1e-3);
        shell.Error.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\r\e[K{new string('━', filled)}{new string('·', BarWidth - filled)} {done:N0} of {total:N0} {unit}, {rate:F0} a second"));
    }

    /// <summary>Takes the line away, so that something else can be said.</summary>
    public void Hide()
    {
        if (isVisible)
            shell.Error.Write("\r\e[K");
        isVisible = false;
    }

    /// <inheritdoc/>
    public void Dispose() => Hide();
}
