using System.CommandLine;
using System.Globalization;
using Mien.Cli.Commands.Analysis.Stored;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Emotions.Video;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>The options of <c>mien analyze</c> that are about videos.</summary>
/// <param name="json">The option of JSON Lines.</param>
/// <param name="csv">The option of a table.</param>
/// <param name="annotate">The option of copies with drawings.</param>
internal sealed class VideoOptions(Option<string?> json, Option<string?> csv, Option<string?> annotate)
{
    // Films of other names are known by what they hold; those of Motion JPEG begin as pictures do.
    private static readonly string[] Endings =
        [".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".wmv", ".flv", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".3gp", ".3g2", ".ogv", ".ogg", ".vob", ".asf",
         ".f4v", ".mxf", ".divx", ".dv", ".rm", ".rmvb", ".y4m", ".mjpeg", ".mjpg"];

    private readonly Option<int> every = OptionKinds.Whole("--every", "Videos: take one of so many frames", 1, 1, 100_000);
    private readonly Option<TimeSpan?> from = Moment("--from", "Videos: begin there, in seconds or as [H:]MM:SS");
    private readonly Option<TimeSpan?> to = Moment("--to", "Videos: end before there, in seconds or as [H:]MM:SS");
    private readonly Option<bool> resume = new("--resume") { Description = "Videos: go on from what the file of --json holds of an interrupted run" };
    private readonly Option<string?> events = LineOutput.Option("--events", "Videos: write when expressions begin, are strongest and end, to standard output or a file named *.csv", ".csv");
    private readonly Option<string?> subtitles = LineOutput.Option("--srt", "Videos: write subtitles, to standard output or a file named *.srt", ".srt");
    private readonly ReportOptions report = new("--report", "Videos: write a page that needs no other file, with a time line and key frames, to a file named *.html");

    private Option[] Own => [every, from, to, resume, events, subtitles, .. report.All];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in Own)
            command.Add(option);
    }

    /// <summary>Whether the paths name videos: addresses, files with the ending of one, or files that hold one under an ending that does not tell.</summary>
    /// <exception cref="UsageException">Some do, and others do not; or none does, and an option is for videos only.</exception>
    public bool AreVideos(IReadOnlyList<string> paths, ParseResult parsed, Shell shell)
    {
        var videos = paths.Where(IsNamedVideo).ToList();
        // What a name does not tell is looked at where it matters: among pictures and folders all that is no film by its name is read as a picture.
        if (!paths.Any(path => PictureFolder.IsPicture(path) || Directory.Exists(path)))
            videos.AddRange(paths.Where(path => !IsNamedVideo(path) && VideoFile.IsVideo(path, cancellation: shell.Cancellation)));
        if (videos.Count > 0 && paths.FirstOrDefault(path => !videos.Contains(path) && (PictureFolder.IsPicture(path) || Path.Exists(path))) is { } other)
            throw new UsageException($"'{VideoReader.NameOf(videos[0])}' is a video and '{other}' is not; analyse them one after the other");
        if (videos.Count == 0 && OptionKinds.FirstGiven(parsed, Own) is { } given)
            throw new UsageException($"{given.Name} is for videos, and '{paths[0]}' is none");
        return videos.Count > 0;
    }

    /// <summary>Analyses videos.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> videos, ParseResult parsed, EmotionRecognizer recognizer, Shell shell)
    {
        var reading = new VideoReaderOptions { Every = parsed.GetValue(every), From = parsed.GetValue(from) ?? TimeSpan.Zero, To = parsed.GetValue(to) };
        if (reading.To <= reading.From)
            throw new UsageException("--to lies after --from");
        using var stored = parsed.GetValue(resume) ? Stored(videos, parsed, reading, recognizer, shell) : null;
        var sinks = new VideoSinks(shell);
        int code;
        using (sinks)
        {
            Open(sinks, videos, parsed, reading, recognizer, shell, stored);
            code = new VideoRun(recognizer, reading, shell, sinks, stored) { KeepPictures = sinks.Has<AnnotatedFilms>() }.Run(videos);
        }
        // Some are complete only when they are closed.
        return sinks.HasFailed ? ExitCode.Failed : code;
    }

    private StoredFilm? Stored(IReadOnlyList<string> videos, ParseResult parsed, VideoReaderOptions reading, EmotionRecognizer recognizer, Shell shell)
    {
        if (parsed.GetValue(json) is not { } path || path == "-")
            throw new UsageException("--resume goes on from the file of --json; name it as at the first run");
        if (videos.Count > 1)
            throw new UsageException(FormattableString.Invariant($"--resume goes on with one video, not with {videos.Count}"));
        if (!StoredFile.Find(path, videos[0]))
        {
            shell.Note($"there is no {path} to go on from; beginning at the start");
            return null;
        }
        var info = VideoProbe.Read(videos[0], cancellation: shell.Cancellation);
        if (info.IsLive)
            throw new UsageException($"--resume needs a video that can be read again, and '{VideoReader.NameOf(videos[0])}' is a live source");
        var request = new StoredRequest(videos[0], info, reading, recognizer.Model.Labels, recognizer.Fingerprint, new VideoAnalyzerOptions().SearchInterval);
        var stored = StoredFilm.Open(path, request, shell.Cancellation);
        if (stored.Header is not null)
            return stored;
        stored.Dispose();
        return null;
    }

    /// <summary>Opens where the results go.</summary>
    private void Open(VideoSinks sinks, IReadOnlyList<string> videos, ParseResult parsed, VideoReaderOptions reading, EmotionRecognizer recognizer, Shell shell, StoredFilm? stored)
    {
        var kinds = new (Option<string?> Option, Func<LineOutput, IVideoSink> Create)[]
        {
            (json, lines => new VideoJson(lines, reading, recognizer.Fingerprint, stored)), (csv, lines => new VideoCsv(lines, recognizer.Model.Labels)),
            (events, lines => new VideoEvents(lines)), (subtitles, lines => new VideoSubtitles(lines)),
        };
        var taken = kinds.Where(kind => parsed.GetResult(kind.Option) is not null && parsed.GetValue(kind.Option) is null or "-").Select(kind => kind.Option.Name).ToList();
        if (taken.Count > 1)
            throw new UsageException($"{string.Join(" and ", taken)} cannot all go to standard output; name files");
        var single = report.Target(parsed) is not null ? "--report" : parsed.GetResult(subtitles) is not null ? subtitles.Name : null;
        if (single is not null && videos.Count > 1)
            throw new UsageException(FormattableString.Invariant($"{single} tells of one video, not of {videos.Count}"));
        if (report.Target(parsed) is { } file && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            throw new IOException($"{file} cannot be written: its folder does not exist.");
        foreach (var (option, create) in kinds)
        {
            var lines = option == json && stored is not null ? LineOutput.Continue(stored.Path, stored.File, stored.Length, shell) : LineOutput.Open(parsed, option, shell);
            if (lines is not null)
                sinks.Add(create(lines));
        }
        if (taken.Count == 0)
            sinks.Add(new VideoTable(shell, stored?.Count ?? 0));
        if (report.Target(parsed) is { } page)
            sinks.Add(new VideoReport(page, videos[0], report.Language(parsed), reading, recognizer, shell));
        if (parsed.GetValue(annotate) is { } folder)
            sinks.Add(new AnnotatedFilms(folder, videos, reading, shell));
    }

    private static bool IsNamedVideo(string path) =>
        path.Contains("://", StringComparison.Ordinal) || Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static Option<TimeSpan?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var parts = text.Split(':').Select(part =>
                double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToList();
            if (parts.Count <= 3 && parts.Aggregate(0.0, (sum, part) => (60 * sum) + part) is >= 0 and < 1e6 and var seconds)
                return TimeSpan.FromSeconds(seconds);
            result.AddError($"{name} takes seconds (90.5) or [H:]MM:SS (1:30), not '{text}'");
            return null;
        },
    };
}
