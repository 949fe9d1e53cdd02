using System.CommandLine;
using System.Globalization;
using Mien.Cli.Hosting;
using Mien.Emotions;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis;

/// <summary>The options of <c>mien analyze</c> that are about videos: <c>--every</c>, <c>--from</c>, <c>--to</c>, <c>--events</c>, <c>--srt</c>.</summary>
internal sealed class VideoOptions
{
    private static readonly string[] Endings =
        [".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".wmv", ".flv", ".mpg", ".mpeg", ".ts", ".mts", ".3gp", ".ogv"];

    private readonly Option<int> every = OptionKinds.Whole("--every", "Videos: take one of so many frames", 1, 1, 100_000);
    private readonly Option<TimeSpan?> from = Moment("--from", "Videos: begin there, in seconds or as [H:]MM:SS");
    private readonly Option<TimeSpan?> to = Moment("--to", "Videos: end before there, in seconds or as [H:]MM:SS");
    private readonly Option<string?> events = LineOutput.Option("--events", "Videos: write when expressions begin, are strongest and end, to standard output or a file named *.csv", ".csv");
    private readonly Option<string?> subtitles = LineOutput.Option("--srt", "Videos: write subtitles, to standard output or a file named *.srt", ".srt");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { every, from, to, events, subtitles })
            command.Add(option);
    }

    /// <summary>Whether the paths name videos: files with the ending of one, or addresses.</summary>
    /// <exception cref="UsageException">Some do, and others do not.</exception>
    public static bool AreVideos(IReadOnlyList<string> paths)
    {
        var videos = paths.Where(IsVideo).ToList();
        if (videos.Count > 0 && videos.Count < paths.Count)
            throw new UsageException($"'{videos[0]}' is a video and '{paths.First(path => !IsVideo(path))}' is not; analyse them one after the other");
        return videos.Count > 0;
    }

    /// <summary>What of the videos is read.</summary>
    public VideoReaderOptions Reading(ParseResult parsed) => new()
    {
        Every = parsed.GetValue(every),
        From = parsed.GetValue(from) ?? TimeSpan.Zero,
        To = parsed.GetValue(to),
    };

    /// <summary>Where the results go.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="json">The option of JSON Lines.</param>
    /// <param name="csv">The option of a table.</param>
    /// <param name="recognizer">Whose classes the tables have.</param>
    /// <param name="shell">Standard output and error.</param>
    /// <exception cref="UsageException">Several want standard output.</exception>
    public List<IVideoSink> Sinks(ParseResult parsed, Option<string?> json, Option<string?> csv, EmotionRecognizer recognizer, Shell shell)
    {
        var kinds = new (Option<string?> Option, Func<LineOutput, IVideoSink> Create)[]
        {
            (json, lines => new VideoJson(lines)), (csv, lines => new VideoCsv(lines, recognizer.Model.Labels)),
            (events, lines => new VideoEvents(lines)), (subtitles, lines => new VideoSubtitles(lines)),
        };
        var sinks = new List<IVideoSink>();
        var taken = kinds.Where(kind => parsed.GetResult(kind.Option) is not null && parsed.GetValue(kind.Option) is null or "-").Select(kind => kind.Option.Name).ToList();
        if (taken.Count > 1)
            throw new UsageException($"{string.Join(" and ", taken)} cannot all go to standard output; name files");
        foreach (var (option, create) in kinds)
        {
            if (LineOutput.Open(parsed, option, shell) is { } lines)
                sinks.Add(create(lines));
        }
        if (taken.Count == 0)
            sinks.Add(new VideoTable(shell));
        return sinks;
    }

    private static bool IsVideo(string path) =>
        path.Contains("://", StringComparison.Ordinal) || Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static Option<TimeSpan?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e6)
                return TimeSpan.FromSeconds(seconds);
            var parts = text.Split(':');
            if (parts.Length is 2 or 3 && parts.All(part => double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)))
                return TimeSpan.FromSeconds(parts.Aggregate(0.0, (sum, part) => (60 * sum) + double.Parse(part, CultureInfo.InvariantCulture)));
            result.AddError($"{name} takes seconds (90.5) or [H:]MM:SS (1:30), not '{text}'");
            return null;
        },
    };
}
