using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Reports;
using Mien.Learning.Training;

namespace Mien.Cli.Commands;

/// <summary>Shows a training run on standard error: a line an epoch, and on a terminal a bar that moves with the steps.</summary>
/// <param name="shell">Where it is shown.</param>
/// <param name="report">The bar.</param>
/// <param name="epochs">Epochs of the run.</param>
internal sealed class TrainingDisplay(Shell shell, ProgressReport report, int epochs)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private int planned = epochs;
    private int phase;
    private long start;
    private long shown;
    private long firstStep;

    /// <summary>Moves the bar, some times a second.</summary>
    public void Step(TrainingProgress progress)
    {
        planned = progress.Epochs;
        if (phase != progress.Phase)
        {
            // Steps of another phase take another time.
            (phase, start, firstStep) = (progress.Phase, shell.Time.GetTimestamp(), progress.Step);
            return;
        }
        if (!shell.IsLive || shell.Time.GetElapsedTime(shown) < Interval)
            return;
        shown = shell.Time.GetTimestamp();
        var left = shell.Time.GetElapsedTime(start) * (progress.WorkLeft / (progress.Step - firstStep));
        // A detector has no accuracy on the way.
        var accuracy = double.IsNaN(progress.Accuracy) ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"accuracy {progress.Accuracy:P1}  ");
        report((double)progress.Step / progress.Steps, string.Create(CultureInfo.InvariantCulture,
            $"epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:F3}  {accuracy}{progress.ImagesPerSecond:F0} images/s  {Clock(left)} left"));
    }

    /// <summary>Adds the line of an epoch.</summary>
    public void Epoch(EpochRecord record)
    {
        var figures = string.Join("  ", record.Choose.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value.Accuracy:P2}")));
        shell.Say(string.Create(CultureInfo.InvariantCulture,
            $"epoch {record.Epoch,3}/{planned}  loss {record.TrainLoss:F4}  {figures}  {record.ImagesPerSecond:F0} images/s  {Clock(TimeSpan.FromSeconds(record.Seconds))}{(record.Best ? "  best" : string.Empty)}"));
    }

    private static string Clock(TimeSpan span) => span.TotalHours >= 1 ? HourClock.Of(span) : span.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
