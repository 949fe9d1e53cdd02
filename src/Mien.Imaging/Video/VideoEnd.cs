namespace Mien.Imaging.Video;

/// <summary>How a run of ffmpeg ended.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Frames">The frames that it gave.</param>
/// <param name="Last">The time of the last of them.</param>
/// <param name="FrameRate">Frames a second, 0 where unknown.</param>
internal readonly record struct VideoEnd(int Exit, long Frames, TimeSpan Last, double FrameRate)
{
    // ffmpeg's code for "most packets were damaged"; what could be read has been read.
    private const int MostlyDamaged = 69;

    // A file's head may promise a little more than there is, for one by the length of its sound.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(0.5);

    /// <summary>Tells a good end from a bad one, and a whole file from one that was cut off.</summary>
    public static (VideoException? Failure, bool IsTruncated) Judge(
        VideoSource source, VideoReaderOptions options, VideoInfo? info, FfmpegLog log, VideoEnd end)
    {
        if (end.Exit != 0 && end.Exit != MostlyDamaged)
            return (new VideoException(end.Frames == 0 ? VideoProbe.Unreadable(source, log, end.Exit) : end.Stopped(source, log)), false);
        if (end.Frames == 0)
            return (new VideoException(Nothing(source, options, info, log)), false);
        if (source.IsEndless || (source.Kind != VideoSourceKind.File && log.SaysOf(source.Input)))
            return (new VideoException(FormattableString.Invariant($"{What(source)} stopped after {end.Frames:N0} frames{Reason(source, log)}.")), false);
        return (null, log.IsTruncated || end.IsShort(options, info, log.Skipped));
    }

    /// <summary>What is told of a camera or stream that sends nothing any more.</summary>
    public static VideoException Silent(VideoSource source, VideoReaderOptions options, long frames) =>
        new(FormattableString.Invariant($"{What(source)} has sent nothing for {options.LongestSilence.TotalSeconds:0.###} seconds, after {frames:N0} frames."));

    private static string What(VideoSource source) => source.Kind == VideoSourceKind.Camera ? $"The camera '{source.Input}'" : $"'{source.Name}'";

    private static string Nothing(VideoSource source, VideoReaderOptions options, VideoInfo? info, FfmpegLog log)
    {
        if (options.From > TimeSpan.Zero)
            return FormattableString.Invariant($"'{source.Name}' has no frame from {options.From:c} on{(info?.Duration is { } length ? $"; it lasts {length:c}" : "")}.");
        return log.Skipped > 0
            ? FormattableString.Invariant($"'{source.Name}' has no frame that can be decoded ({log.Skipped:N0} are damaged).")
            : $"'{source.Name}' holds no frames.";
    }

    private static string Reason(VideoSource source, FfmpegLog log) =>
        log.Complaint is { } complaint ? $" ({source.Told(complaint)})" : "";

    private string Stopped(VideoSource source, FfmpegLog log)
    {
        var how = Exit > 128 && Exit < 128 + 65 ? FormattableString.Invariant($"was killed (signal {Exit - 128})") : $"stopped{Reason(source, log)}";
        return FormattableString.Invariant($"ffmpeg {how} after {Frames:N0} frames of '{source.Name}'.");
    }

    private bool IsShort(VideoReaderOptions options, VideoInfo? info, long skipped)
    {
        if (info?.Duration is not { } length || options.To < length)
            return false;
        // The last picture of a screen that was filmed may stand for as long as it likes.
        if (options is { Every: 1, MostPerSecond: null } && options.From == TimeSpan.Zero && Frames + skipped >= info.Frames)
            return false;
        return Last + (1.5 * options.Step(FrameRate)) + Tolerance < length;
    }
}
