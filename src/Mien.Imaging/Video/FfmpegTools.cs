namespace Mien.Imaging.Video;

/// <summary>Where the programs <c>ffmpeg</c>, <c>ffprobe</c> and <c>ffplay</c> lie. Looking for them starts no program.</summary>
public sealed class FfmpegTools
{
    /// <summary>The environment variable that names the one ffmpeg to use.</summary>
    public const string FfmpegVariable = "MIEN_FFMPEG";

    /// <summary>The environment variable that names the one ffprobe to use.</summary>
    public const string FfprobeVariable = "MIEN_FFPROBE";

    /// <summary>The environment variable that names the one ffplay to use.</summary>
    public const string FfplayVariable = "MIEN_FFPLAY";

    /// <summary>Names the programs.</summary>
    /// <param name="ffmpeg">The path of ffmpeg.</param>
    /// <param name="ffprobe">The path of ffprobe.</param>
    /// <param name="ffplay">The path of ffplay, which only windows need; null for none.</param>
    public FfmpegTools(string ffmpeg, string ffprobe, string? ffplay = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(ffmpeg);
        ArgumentException.ThrowIfNullOrEmpty(ffprobe);
        (FfmpegTried, FfprobeTried) = ([ffmpeg], [ffprobe]);
        (FfmpegPath, FfprobePath) = (Present(ffmpeg), Present(ffprobe));
        FfplayTried = ffplay is null ? [] : [ffplay];
        FfplayPath = ffplay is null ? null : Present(ffplay);
    }

    private FfmpegTools(IReadOnlyList<string> ffmpeg, IReadOnlyList<string> ffprobe, IReadOnlyList<string> ffplay)
    {
        (FfplayTried, FfplayPath) = (ffplay, ffplay.FirstOrDefault(File.Exists));
        (FfmpegTried, FfprobeTried) = (ffmpeg, ffprobe);
        (FfmpegPath, FfprobePath) = (ffmpeg.FirstOrDefault(File.Exists), ffprobe.FirstOrDefault(File.Exists));
    }

    /// <summary>The full path of ffmpeg; null where it was not found.</summary>
    public string? FfmpegPath { get; }

    /// <summary>The full path of ffprobe; null where it was not found.</summary>
    public string? FfprobePath { get; }

    /// <summary>The full path of ffplay; null where it was not found.</summary>
    public string? FfplayPath { get; }

    /// <summary>Where ffmpeg was looked for, in order.</summary>
    public IReadOnlyList<string> FfmpegTried { get; }

    /// <summary>Where ffprobe was looked for, in order.</summary>
    public IReadOnlyList<string> FfprobeTried { get; }

    /// <summary>The paths where ffplay was looked for, in order.</summary>
    public IReadOnlyList<string> FfplayTried { get; }

    /// <summary>The command that installs them.</summary>
    public static string InstallHint =>
        OperatingSystem.IsWindows() ? "winget install ffmpeg"
        : OperatingSystem.IsMacOS() ? "brew install ffmpeg"
        : "sudo apt-get install ffmpeg";

    /// <summary>Looks at <see cref="FfmpegVariable"/>, <see cref="FfprobeVariable"/> and <see cref="FfplayVariable"/>, then along the PATH.</summary>
    /// <param name="variable">Gives the value of an environment variable; null for this process's own.</param>
    /// <returns>What was found, which may be nothing.</returns>
    public static FfmpegTools Find(Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        return new FfmpegTools(
            Candidates("ffmpeg", FfmpegVariable, variable), Candidates("ffprobe", FfprobeVariable, variable), Candidates("ffplay", FfplayVariable, variable));
    }

    /// <summary>The path of ffmpeg.</summary>
    /// <exception cref="VideoException">It was not found.</exception>
    internal string RequireFfmpeg() => FfmpegPath ?? throw Missing("Videos and cameras need", "ffmpeg", FfmpegTried);

    /// <summary>The path of ffprobe.</summary>
    /// <exception cref="VideoException">It was not found.</exception>
    internal string RequireFfprobe() => FfprobePath ?? throw Missing("Videos and cameras need", "ffprobe", FfprobeTried);

    /// <summary>The path of ffplay.</summary>
    /// <exception cref="VideoException">It was not found.</exception>
    internal string RequireFfplay() => FfplayPath ?? throw Missing("A window needs", "ffplay", FfplayTried);

    private static VideoException Missing(string purpose, string name, IReadOnlyList<string> tried)
    {
        var where = tried.Count == 1 ? $"not found at '{tried[0]}'" : "not found on the PATH";
        return new VideoException($"{purpose} the program {name}, which was {where}; install it: {InstallHint}");
    }

    private static string? Present(string path) => File.Exists(path) ? path : null;

    private static List<string> Candidates(string name, string variable, Func<string, string?> environment)
    {
        if (environment(variable) is { Length: > 0 } chosen)
            return [chosen];
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return [.. (environment("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))];
    }
}
