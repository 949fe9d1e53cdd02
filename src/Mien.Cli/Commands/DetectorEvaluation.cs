using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Learning.Detection;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien evaluate</c> does with photos whose faces are marked: it measures the detector, not a model of emotions.</summary>
internal static class DetectorEvaluation
{
    /// <summary>Whether data is a list of photos with marked faces.</summary>
    public static bool IsListOfPhotos(string data) => Path.GetExtension(data).Equals(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>Measures the detector that the options name.</summary>
    public static void Run(ParseResult parsed, string data, DetectorOptions choice, ComputeChoice compute, JsonOutput target, Shell shell)
    {
        var photos = AnnotationReader.Read(data);
        var detector = DetectionEvaluator.Open(choice.Choose(parsed, compute));
        try
        {
            DetectionFigures? figures = null;
            shell.RunLive(report => figures = DetectionEvaluator.Evaluate(detector, photos, done => report(done / (double)photos.Count, $"{done} of {photos.Count} photos"), shell.Cancellation));
            if (!target.IsStandardOutput)
                Show(figures!, detector.Name, shell);
            target.Write(figures!, CliJson.Default.DetectionFigures, shell);
        }
        finally
        {
            (detector as IDisposable)?.Dispose();
        }
    }

    private static void Show(DetectionFigures figures, string detector, Shell shell)
    {
        shell.Show(Text($"{detector}: {figures.Photos} photos, {figures.Faces} faces of {DetectionEvaluator.LeastFace:F0} pixels and more"));
        shell.Show(Text($"average precision {figures.AveragePrecision:P2} at an IoU of 0.5"));
        shell.Show(Text($"of faces of 40 pixels and more {figures.LargeRecall:P2} are found with 0.05 false ones a photo, from a score of {figures.LargeRecallScore:F3} on"));
        shell.Show(Text($"from its usual score of {figures.UsualScore:F2} on it finds {figures.Recall:P2} of all faces, and {figures.FalsePerPhoto:F3} false ones a photo"));
        if (!double.IsNaN(figures.LandmarkError))
            shell.Show(Text($"landmarks are {figures.LandmarkError:P2} of the face's size off"));
        var table = new Table().Border(TableBorder.Rounded).AddColumn("face in pixels");
        foreach (var column in new[] { "faces", "average precision", "found", "false a photo" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var size in figures.BySize)
        {
            var range = double.IsInfinity(size.Below) ? Text($"{size.Least:F0} and more") : Text($"{size.Least:F0} to {size.Below:F0}");
            table.AddRow(range, Text($"{size.Faces}"), Text($"{size.AveragePrecision:P2}"), Text($"{size.Recall:P2}"), Text($"{size.FalsePerPhoto:F3}"));
        }
        shell.Show(table);
        shell.Show("faces among what it finds, by score: " + string.Join(", ", figures.ByScore.Select(score => Text($"{score.Least:F1} {score.Faces} of {score.Finds}"))));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
