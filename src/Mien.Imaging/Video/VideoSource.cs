using System.Text.RegularExpressions;

namespace Mien.Imaging.Video;

/// <summary>A file, an address or a camera, as the user named it.</summary>
/// <param name="Name">What the user wrote.</param>
/// <param name="Input">What ffmpeg is given after <c>-i</c>.</param>
/// <param name="Kind">Which of them it is.</param>
internal sealed partial record VideoSource(string Name, string Input, VideoSourceKind Kind)
{
    private const string Rtsp = "rtsp";
    private static readonly string[] Films = ["http", "https"];
    private static readonly string[] WebTimeout = ["-rw_timeout", "20000000"];
    private static readonly string[] Streams = [Rtsp, "rtsps", "rtmp", "rtmps", "udp", "tcp", "rtp", "srt"];

    /// <summary>Whether it has no beginning and no end, so that it is opened once and never probed.</summary>
    public bool IsLive => Kind is VideoSourceKind.Camera or VideoSourceKind.Stream;

    /// <summary>Whether it has no end of its own: where it ends, something has gone wrong.</summary>
    public bool IsEndless => Kind == VideoSourceKind.Camera || IsRtsp || IsWithoutTimes;

    /// <summary>Whether its pictures bear no times, so that they are those at which they come.</summary>
    public bool IsWithoutTimes { get; private init; }

    private bool IsRtsp => Kind == VideoSourceKind.Stream && Input.StartsWith(Rtsp, StringComparison.OrdinalIgnoreCase);

    private bool IsWeb => Films.Any(scheme => Input.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase));

    /// <summary>An address without the user, the password and the keys that it may hold, as it may be told; all else as it is.</summary>
    public static string NameOf(string source)
    {
        var scheme = source.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return source;
        var host = source.AsSpan(scheme + 3);
        var end = host.IndexOfAny('/', '?', '#');
        var at = (end < 0 ? host : host[..end]).LastIndexOf('@');
        return SecretValue.Replace(at < 0 ? source : string.Concat(source.AsSpan(0, scheme + 3), host[(at + 1)..]), "***");
    }

    /// <summary>What ffmpeg complains of, as it may be told.</summary>
    public string Told(string complaint) => complaint.Replace(Input + ": ", "", StringComparison.Ordinal).Replace(Input, Name, StringComparison.Ordinal).TrimEnd('.', '!');

    /// <summary>The same as a stream, such as a camera that is asked by http or a broadcast.</summary>
    /// <param name="info">What was seen of it.</param>
    public VideoSource AsStream(VideoInfo info) => this with { Kind = VideoSourceKind.Stream, IsWithoutTimes = info.Codec == "mjpeg" };

    /// <summary>Tells files, addresses and cameras apart.</summary>
    /// <exception cref="VideoException">There is no such thing.</exception>
    public static VideoSource Parse(string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var scheme = source.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 1 && source[..scheme].All(char.IsAsciiLetterOrDigit))
            return Address(source, source[..scheme]);
        if (source.All(char.IsAsciiDigit) && source.Length <= 3)
            return Camera(source, "/dev/video" + source);
        // By number, or by a name that stays the camera's own.
        return source.StartsWith("/dev/video", StringComparison.Ordinal) || source.StartsWith("/dev/v4l/", StringComparison.Ordinal) ? Camera(source, source) : FileOf(source);
    }

    /// <summary>The options that stand before <c>-i</c>, and the input itself.</summary>
    /// <remarks>A network stream keeps the packets by which ffmpeg learns its form: without them it could begin a group of pictures late.</remarks>
    public IEnumerable<string> Arguments => Kind switch
    {
        VideoSourceKind.File => ["-protocol_whitelist", "file,crypto,data", "-i", Input],
        VideoSourceKind.Address => [.. WebTimeout, "-i", Input],
        VideoSourceKind.Camera => ["-fflags", "nobuffer", "-f", "v4l2", "-i", Input],
        _ when IsRtsp => ["-rtsp_transport", "tcp", "-flags", "low_delay", "-i", Input],
        _ when IsWithoutTimes => [.. WebTimeout, "-use_wallclock_as_timestamps", "1", "-flags", "low_delay", "-i", Input],
        _ when IsWeb => [.. WebTimeout, "-flags", "low_delay", "-i", Input],
        _ => ["-flags", "low_delay", "-i", Input],
    };

    private static VideoSource Address(string source, string scheme)
    {
        if (Films.Contains(scheme, StringComparer.OrdinalIgnoreCase))
            return new VideoSource(NameOf(source), source, VideoSourceKind.Address);
        if (Streams.Contains(scheme, StringComparer.OrdinalIgnoreCase))
            return new VideoSource(NameOf(source), source, VideoSourceKind.Stream);
        throw new VideoException($"'{NameOf(source)}' is no address that is read; those begin with {string.Join("://, ", Films.Concat(Streams))}://.");
    }

    /// <summary>The value of a parameter of an address whose name speaks of a password or a key.</summary>
    [GeneratedRegex("(?<=[?&][^=&#]*(?:pass|pwd|token|key|secret|auth|sig)[^=&#]*=)[^&#]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretValue { get; }

    private static VideoSource Camera(string source, string device)
    {
        if (!OperatingSystem.IsLinux())
            throw new VideoException($"Camera '{source}' cannot be read: cameras are read on Linux only; give a file or an address (rtsp://, http://).");
        if (!File.Exists(device))
            throw new VideoException($"There is no camera '{device}'; connect one, or give a file or an address (rtsp://, http://).");
        return new VideoSource(source, device, VideoSourceKind.Camera);
    }

    private static VideoSource FileOf(string source)
    {
        if (Directory.Exists(source))
            throw new VideoException($"'{source}' is a folder, not a video.");
        var file = new FileInfo(source);
        if (!file.Exists)
            throw new VideoException($"'{source}' does not exist.");
        if (file.Length == 0)
            throw new VideoException($"'{source}' is empty (0 bytes).");

        // With the protocol named, no file name can be taken for an option or another protocol.
        return new VideoSource(source, "file:" + file.FullName, VideoSourceKind.File);
    }
}
