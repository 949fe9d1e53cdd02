using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Benchmarks;
using Mien.Learning.Data;
using Mien.Learning.Recipes;
using Mien.Learning.Training;
using Mien.Neural;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien train --dry-run</c> prints: the resolved recipe, which a program can read, and under it as comments what the run would take.</summary>
internal static class TrainingPreview
{
    private const double GibiByte = 1 << 30;

    public static void Show(Recipe recipe, Dataset rows, TrainerOptions options, Shell shell)
    {
        if (recipe.Method is not null)
            ShowMethod(recipe, rows, options, shell);
        else
            ShowNetwork(recipe, rows, options, shell);
    }

    public static void ShowDetector(Recipe recipe, string folder, TrainerOptions options, Shell shell)
    {
        var estimate = DetectorEstimate.Measure(recipe, folder, options, shell.Cancellation);
        shell.Out.Write(recipe.Resolved);
        Network(shell, "face-detector", estimate.Network);
        Line(shell, $"data: {estimate.LearnedPhotos:N0} photos to learn from, {estimate.ChoosePhotos:N0} to choose by; {estimate.Steps:N0} steps an epoch, {recipe.Training.Epochs} epochs");
        Line(shell, $"memory: about {estimate.MemoryBytes / GibiByte:F2} GiB of {options.MemoryLimit / GibiByte:F1} GiB, beside the photos");
        Line(shell, $"time: about {Clock(estimate.Time)} for the steps at {estimate.ImagesPerSecond:F0} images a second on {options.Backend.Name}, measured for a second; painting scenes and judging epochs come on top");
    }

    private static void ShowNetwork(Recipe recipe, Dataset rows, TrainerOptions options, Shell shell)
    {
        var estimate = TrainingEstimate.Measure(recipe, rows, options, shell.Cancellation);
        shell.Out.Write(recipe.Resolved);
        Network(shell, recipe.Network.Name, estimate.Network);
        Line(shell, $"data: {estimate.LearnedRows:N0} rows to learn from, {estimate.ChooseRows:N0} to choose on; {estimate.Steps:N0} steps an epoch, {recipe.Training.Epochs} epochs");
        Line(shell, $"memory: about {estimate.MemoryBytes / GibiByte:F2} GiB of {options.MemoryLimit / GibiByte:F1} GiB, beside the pictures");
        if (estimate.Phases is [var whole])
        {
            Line(shell, $"time: about {Clock(whole.Time)} at {whole.ImagesPerSecond:F0} images a second on {options.Backend.Name}, measured for a second");
            return;
        }
        for (var i = 0; i < estimate.Phases.Count; i++)
        {
            var phase = estimate.Phases[i];
            Line(shell, $"phase {i + 1}: {phase.Epochs} epochs, {phase.Learned:N0} numbers learn, about {Clock(phase.Time)} at {phase.ImagesPerSecond:F0} images a second");
        }
        Line(shell, $"time: about {Clock(estimate.Time)} on {options.Backend.Name}, each phase measured for a second");
    }

    private static void ShowMethod(Recipe recipe, Dataset rows, TrainerOptions options, Shell shell)
    {
        var estimate = MethodEstimate.Measure(recipe, rows, options, shell.Cancellation);
        shell.Out.Write(recipe.Resolved);
        Line(shell, $"features: {estimate.Features:N0} numbers a picture, of which the method sees {estimate.Length:N0}");
        Line(shell, $"data: {estimate.LearnedRows:N0} rows to learn from, {estimate.ChooseRows:N0} to judge by");
        Line(shell, $"memory: about {estimate.MemoryBytes / GibiByte:F2} GiB of {options.MemoryLimit / GibiByte:F1} GiB, beside the pictures");
        Line(shell, $"time: about {Clock(estimate.Time)}, measured on {estimate.MeasuredRows:N0} rows");
    }

    private static void Network(Shell shell, string name, ModelSummary network) =>
        Line(shell, $"network {name}: {network.Parameters:N0} parameters, {network.Statistics:N0} statistics, {network.MultiplyAdds / 1e6:N0} million multiply-adds a picture");

    private static void Line(Shell shell, FormattableString text) => shell.Out.WriteLine($"# {text.ToString(CultureInfo.InvariantCulture)}");

    private static string Clock(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span.Minutes:D2}:{span.Seconds:D2}");
}
