using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Recipes;
using Mien.Learning.Reports;
using Mien.Learning.Training;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien train</c> does with the recipe of a face detector.</summary>
internal static class DetectorTraining
{
    /// <summary>Trains to the end, or continues; or shows what that would take.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="data">The folder of the list of photos.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="options">Where it runs.</param>
    /// <param name="isDry">Whether nothing is trained or written.</param>
    /// <param name="shell">Where it is shown.</param>
    public static void Run(Recipe recipe, string data, RunFolder folder, TrainerOptions options, bool isDry, Shell shell)
    {
        if (isDry)
        {
            TrainingPreview.ShowDetector(recipe, data, options, shell);
            return;
        }
        shell.RunLive(report =>
        {
            var display = new TrainingDisplay(shell, report, recipe.Training.Epochs);
            using var trainer = new DetectorTrainer(recipe, data, folder, options with { OnStep = display.Step }) { OnEpoch = epoch => Show(epoch, recipe, shell) };
            trainer.Run(shell.Cancellation);
        });
        shell.Show($"The best detector is {folder.Best}; its figures are in {folder.Metrics}.");
    }

    private static void Show(DetectionEpoch epoch, Recipe recipe, Shell shell)
    {
        var landmarks = double.IsNaN(epoch.Choose.LandmarkError) ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"landmarks {epoch.Choose.LandmarkError:P1}  ");
        shell.Say(string.Create(CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch,3}/{recipe.Training.Epochs}  loss {epoch.TrainLoss:F3}  average precision {epoch.Choose.AveragePrecision:P2}  {landmarks}{epoch.ImagesPerSecond:F0} images/s  {HourClock.Of(TimeSpan.FromSeconds(epoch.Seconds))}{(epoch.Best ? "  best" : string.Empty)}"));
    }
}
