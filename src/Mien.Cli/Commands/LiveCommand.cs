using System.CommandLine;
using Mien.Cli.Commands.Analysis;
using Mien.Cli.Commands.Live;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands;

/// <summary><c>mien live</c>: what a camera sees, as it sees it.</summary>
internal sealed class LiveCommand
{
    // Faces of a twentieth of it are found; more pixels would cost more and show no more of a face near the camera.
    private const int LargestSide = 640;
    private const int SheetSeed = 42;

    // One face at a time is too little work to share: more threads cost more and give no more frames.
    private const int UsualThreads = 2;

    private readonly Option<string> camera = new("--camera")
    {
        Description = "A camera's number or device (/dev/video0), an address (rtsp://, https://), or a film that plays its part",
        HelpName = "CAMERA",
        DefaultValueFactory = _ => "0",
    };

    private readonly Option<bool> window = new("--window") { Description = "Show it in a window (ffplay) instead of the terminal" };
    private readonly Option<bool> mirror = new("--mirror") { Description = "Show it like a mirror; nothing else changes" };
    private readonly Option<string?> faces = new("--save-faces") { Description = "Save a face each time that its emotion changes, and at the end a sheet of a sample of them", HelpName = "DIR" };
    private readonly Option<int> seed = OptionKinds.Whole("--seed", "The seed of the sheet's sample", SheetSeed, 0, int.MaxValue);
    private readonly Option<string?> json = LineOutput.Option("--json", "Write an object a frame, a line each, to standard output or a file named *.json or *.jsonl", ".json", ".jsonl");
    private readonly Option<double> seconds = OptionKinds.Number("--seconds", "End after so many seconds; 0 means never", 0, 0, 4e6);
    private readonly RecognizerOptions recognition = new();

    private LiveCommand()
    {
    }

    /// <summary>Builds the command.</summary>
    public static Command Create(Shell shell, CommandEntry entry) => new LiveCommand().Build(shell, entry);

    private ExampleCommand Build(Shell shell, CommandEntry entry)
    {
        var command = new ExampleCommand(
            entry.Name, entry.Description, "mien live", "mien live --window --mirror --save-faces faces", "mien live --camera rtsp://host/stream --json - | jq -c 'select(.faces) | .faces'",
            "mien live --camera film.mp4 --seconds 10")
        {
            camera, window, mirror, faces, seed, json, seconds,
        };
        recognition.AddModelTo(command);
        recognition.AddDetectorTo(command);
        command.SetAction(parsed => Run(parsed, shell));
        return command;
    }

    private int Run(ParseResult parsed, Shell shell)
    {
        var tools = FfmpegTools.Find(shell.Variable);
        var chosen = recognition.From(parsed, shell, UsualThreads);
        // The least size of a face is told in pixels of what the camera gives.
        int? side = chosen.MinFaceSize > 0 ? null : LargestSide;
        var reading = new VideoReaderOptions { RealTime = true, DropLate = true, MaxWidth = side, MaxHeight = side, Tools = tools };
        using var recognizer = EmotionRecognizer.Load(chosen);
        if (OptionKinds.FirstGiven(parsed, seed) is not null && parsed.GetValue(faces) is null)
            throw new UsageException("--seed goes with --save-faces, which is missing");
        var saved = parsed.GetValue(faces) is { } folder ? new FaceFolder(folder, parsed.GetValue(seed)) : null;
        List<ILiveSink> sinks = saved is null ? [] : [saved];
        return Completion.Run(sinks, () => Run(sinks, saved, parsed, reading, recognizer, shell), shell);
    }

    private int Run(List<ILiveSink> sinks, FaceFolder? saved, ParseResult parsed, VideoReaderOptions reading, EmotionRecognizer recognizer, Shell shell)
    {
        AddOutputs(sinks, parsed, reading, recognizer, shell);
        using var run = new LiveRun(recognizer, reading, shell, sinks);
        // Where nothing is told in the terminal, its keys may be meant for another program.
        if (shell.OutIsTerminal)
            KeyWatch.Start(shell, run.Stop);
        try
        {
            return run.Run(parsed.GetRequiredValue(camera), parsed.GetValue(seconds) is > 0 and var limit ? TimeSpan.FromSeconds(limit) : null);
        }
        finally
        {
            Summarize(run, saved, parsed.GetValue(faces), shell);
        }
    }

    private void AddOutputs(List<ILiveSink> sinks, ParseResult parsed, VideoReaderOptions reading, EmotionRecognizer recognizer, Shell shell)
    {
        var lines = LineOutput.Open(parsed, json, shell);
        if (lines is not null)
            sinks.Add(new LiveJson(new VideoJson(lines, reading, recognizer.Fingerprint)));
        var isDrawn = shell.OutIsTerminal && lines is not { IsStandardOutput: true } && TerminalColours.Of(shell) is not null;
        if (parsed.GetValue(window))
            sinks.Add(new WindowView(reading.Tools!, shell.Variable, parsed.GetValue(mirror)));
        else if (isDrawn)
            sinks.Add(new TerminalView(shell, parsed.GetValue(mirror)));
        if (lines is not { IsStandardOutput: true } && sinks is not [.., TerminalView])
            sinks.Insert(0, new ChangeLines(shell));
    }

    private static void Summarize(LiveRun run, FaceFolder? saved, string? folder, Shell shell)
    {
        if (run.Frames == 0)
            return;
        shell.Show(FormattableString.Invariant($"{run.Time.TotalSeconds:F1} s, {run.Frames:N0} frames, {run.Changes:N0} changes"));
        if (saved is { Saved: > 0 })
            shell.Show(FormattableString.Invariant($"{saved.Saved:N0} faces saved in {folder}, a sample of them in {Path.Combine(folder!, FaceFolder.SheetName)}"));
    }
}
