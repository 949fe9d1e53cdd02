using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Faces;
using Mien.Faces.Haar;
using Mien.Faces.YuNet;
using Mien.Learning.Detection;
using Spectre.Console;

namespace Mien.Cli.Commands;

/// <summary>What <c>mien evaluate</c> does with photos whose faces are marked: it measures the detector, not a model of emotions.</summary>
internal static class DetectorEvaluation
{
    // How a detector ranks what it finds is judged down to scores that nobody would use.
    private const double LeastScore = 0.02;

    /// <summary>Whether data is a list of photos with marked faces.</summary>
    public static bool IsListOfPhotos(string data) => Path.GetExtension(data).Equals(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <summary>Measures the detector that the options name.</summary>
    public static void Run(ParseResult parsed, string data, DetectorOptions choice, ComputeChoice compute, JsonOutput target, Shell shell)
    {
        var photos = AnnotationReader.Read(data);
        var detector = Open(parsed, choice, compute);
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

    private static IFaceDetector Open(ParseResult parsed, DetectorOptions choice, ComputeChoice compute) => choice.Path(parsed) is { } path
        ? YuNetDetector.Load(path, new YuNetDetectorOptions
        {
            ScoreThreshold = LeastScore, MinFace = choice.MinFace(parsed) ?? 0, Threads = compute.Threads, Precision = compute.Precision, Backend = compute.Backend,
        })
        : HaarDetector.Load(choice.Cascade(parsed), new HaarDetectorOptions
        {
            MinSize = choice.MinFace(parsed) ?? new HaarDetectorOptions().MinSize, Retry = choice.Retry(parsed), Threads = compute.Threads,
        });

    private static void Show(DetectionFigures figures, string detector, Shell shell)
    {
        shell.Show(Text($"{detector}: {figures.Photos} photos, {figures.Faces} faces of {DetectionEvaluator.LeastFace:F0} pixels and more"));
        shell.Show(Text($"average precision {figures.AveragePrecision:P2} at an IoU of 0.5"));
        shell.Show(Text($"of faces of 40 pixels and more {figures.LargeRecall:P2} are found with 0.05 false ones a photo, from a score of {figures.LargeRecallScore:F3} on"));
        if (!double.IsNaN(figures.LandmarkError))
            shell.Show(Text($"landmarks are {figures.LandmarkError:P2} of the face's size off"));
        var table = new Table().Border(TableBorder.Rounded).AddColumn("face in pixels");
        foreach (var column in new[] { "faces", "average precision", "found at any score" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var size in figures.BySize)
        {
            var range = double.IsInfinity(size.Below) ? Text($"{size.Least:F0} and more") : Text($"{size.Least:F0} to {size.Below:F0}");
            table.AddRow(range, Text($"{size.Faces}"), Text($"{size.AveragePrecision:P2}"), Text($"{size.Recall:P2}"));
        }
        shell.Show(table);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
