using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Training;

namespace Mien.Cli.Commands;

/// <summary>Shows a training run on standard error: a line an epoch, and on a terminal a bar that moves with the steps.</summary>
internal sealed class TrainingDisplay(Shell shell, int epochs) : IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private int planned = epochs;
    private int phase;
    private long start;
    private long shown;
    private long firstStep;
    private bool isOpen;

    /// <summary>Moves the bar.</summary>
    public void Step(TrainingProgress progress)
    {
        planned = progress.Epochs;
        if (phase != progress.Phase)
        {
            // Steps of another phase take another time.
            (phase, start, firstStep) = (progress.Phase, shell.Time.GetTimestamp(), progress.Step);
            return;
        }
        if (!shell.ErrorIsTerminal || shell.Time.GetElapsedTime(shown) < Interval)
            return;
        shown = shell.Time.GetTimestamp();
        var done = (double)progress.Step / progress.Steps;
        var filled = (int)(done * BarWidth);
        var left = shell.Time.GetElapsedTime(start) * (progress.WorkLeft / (progress.Step - firstStep));
        var bar = new string('█', filled) + new string('░', BarWidth - filled);
        shell.Error.Write(string.Create(CultureInfo.InvariantCulture,
            $"\r\u001b[K{bar} {done,4:P0}  epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:F3}  accuracy {progress.Accuracy:P1}  {progress.ImagesPerSecond:F0} images/s  {Clock(left)} left"));
        isOpen = true;
    }

    /// <summary>Adds the line of an epoch.</summary>
    public void Epoch(EpochRecord record)
    {
        Close();
        var figures = string.Join("  ", record.Choose.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value.Accuracy:P2}")));
        shell.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"epoch {record.Epoch,3}/{planned}  loss {record.TrainLoss:F4}  {figures}  {record.ImagesPerSecond:F0} images/s  {Clock(TimeSpan.FromSeconds(record.Seconds))}{(record.Best ? "  best" : string.Empty)}"));
    }

    public void Dispose() => Close();

    private static string Clock(TimeSpan span) => span.TotalHours >= 1
        ? span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
        : span.ToString(@"m\:ss", CultureInfo.InvariantCulture);

    private void Close()
    {
        if (isOpen)
            shell.Error.Write("\r\u001b[K");
        isOpen = false;
    }
}
