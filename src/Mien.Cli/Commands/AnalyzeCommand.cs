using System.CommandLine;
using Mien.Cli.Commands.Analysis;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands;

/// <summary><c>mien analyze</c>: the faces of pictures and their emotions.</summary>
internal sealed class AnalyzeCommand
{
    private readonly Argument<string[]> paths = new("PATH") { Description = "Pictures, and folders of pictures; or videos: files and addresses (https://, rtsp://)", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> recursive = new("--recursive", "-r") { Description = "Look into the folders inside folders too" };
    private readonly Option<bool> whole = new("--whole") { Description = "Each picture is one face, and nothing is searched; those of at most 64 pixels a side are taken so in any case" };
    private readonly Option<string?> annotate = new("--annotate") { Description = "Write copies of the pictures with boxes and bar charts, or of the videos with boxes and labels", HelpName = "DIR" };
    private readonly Option<string?> json = LineOutput.Option("--json", "Write an object a picture, a line each, to standard output or a file named *.json or *.jsonl", ".json", ".jsonl");
    private readonly Option<string?> csv = LineOutput.Option("--csv", "Write a row a face, to standard output or a file named *.csv", ".csv");
    private readonly VideoOptions video;
    private readonly RecognizerOptions recognition = new();

    private AnalyzeCommand() => video = new VideoOptions(json, csv, annotate);

    /// <summary>Builds the command.</summary>
    public static Command Create(Shell shell, CommandEntry entry) => new AnalyzeCommand().Build(shell, entry);

    private ExampleCommand Build(Shell shell, CommandEntry entry)
    {
        var command = new ExampleCommand(
            entry.Name, entry.Description, "mien analyze photo.jpg", "mien analyze photos --recursive --annotate out --json faces.jsonl", "mien analyze crops --whole --csv -",
            "mien analyze film.mp4 --json frames.jsonl --events events.csv --srt film.srt", "mien analyze film.mp4 --json frames.jsonl --report film.html --resume")
        {
            paths, recursive, whole, annotate, json, csv,
        };
        recognition.AddModelTo(command);
        video.AddTo(command);
        recognition.AddDetectorTo(command);
        command.SetAction(parsed => Run(parsed, shell));
        return command;
    }

    private int Run(ParseResult parsed, Shell shell)
    {
        if (video.AreVideos(parsed.GetRequiredValue(paths), parsed, shell))
            return RunVideos(parsed, shell);
        var sources = new SourceList(parsed.GetRequiredValue(paths), parsed.GetValue(recursive), shell.Cancellation);
        var options = Options(parsed, shell);
        var sinks = new List<IAnalysisSink>();
        return Completion.Run(
            sinks,
            () =>
            {
                using var recognizer = EmotionRecognizer.Load(options);
                AddSinks(sinks, parsed, shell, recognizer, sources);
                return new AnalysisRun(recognizer, shell, sinks).Run(sources);
            },
            shell);
    }

    private int RunVideos(ParseResult parsed, Shell shell)
    {
        if (Array.Find([whole, recursive], parsed.GetValue) is { } given)
            throw new UsageException($"{given.Name} is for pictures, and '{VideoReader.NameOf(parsed.GetRequiredValue(paths)[0])}' is a video");
        using var recognizer = EmotionRecognizer.Load(Options(parsed, shell));
        return video.Run(parsed.GetRequiredValue(paths), parsed, recognizer, shell);
    }

    private EmotionRecognizerOptions Options(ParseResult parsed, Shell shell) => recognition.From(parsed, shell) with { WholePicture = parsed.GetValue(whole) };

    private void AddSinks(List<IAnalysisSink> sinks, ParseResult parsed, Shell shell, EmotionRecognizer recognizer, SourceList sources)
    {
        var lines = LineOutput.Open(parsed, json, shell);
        if (lines is not null)
            sinks.Add(new AnalysisJson(lines));
        var table = LineOutput.Open(parsed, csv, shell);
        if (lines is { IsStandardOutput: true } && table is { IsStandardOutput: true })
            throw new UsageException("--json and --csv cannot both go to standard output; name a file for one of them");
        if (table is not null)
            sinks.Add(new AnalysisCsv(table, recognizer.Model.Labels));
        if (lines is not { IsStandardOutput: true } && table is not { IsStandardOutput: true })
            sinks.Add(new AnalysisTable(shell));
        if (parsed.GetValue(annotate) is { } folder)
            sinks.Add(new AnnotationFolder(folder, sources.Pictures));
    }
}
