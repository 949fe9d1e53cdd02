using System.Text.Json;

namespace Mien.Imaging.Video;

/// <summary>Asks ffprobe what a video holds, without decoding more than its beginning.</summary>
public static class VideoProbe
{
    /// <summary>The most pixels a frame that is read where no other limit is given: 8K.</summary>
    public const long DefaultMostPixels = 8192L * 4352;

    // Forms in which cameras and stations send without an end; where one of them has a length, it is a film.
    private static readonly string[] Broadcasts = ["mpjpeg", "hls", "mpegts", "flv"];

    private const string Entries =
        "stream=codec_type,codec_name,width,height,sample_aspect_ratio,pix_fmt,r_frame_rate,avg_frame_rate,duration,nb_frames:stream_disposition=attached_pic"
        + ":stream_tags=rotate,DURATION:stream_side_data=rotation:format=format_name,duration";

    /// <summary>Reads what is known of a video.</summary>
    /// <param name="source">A file's path, or an address (http, https).</param>
    /// <param name="tools">The programs to use; null to look for them.</param>
    /// <param name="cancellation">Ends ffprobe.</param>
    /// <returns>The facts of the first real video stream (a cover picture is none).</returns>
    /// <exception cref="VideoException">It is missing, no video, holds sound only, or ffprobe is missing.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static VideoInfo Read(string source, FfmpegTools? tools = null, CancellationToken cancellation = default) =>
        Read(VideoSource.Parse(source), tools ?? FfmpegTools.Find(), cancellation);

    internal static VideoInfo Read(VideoSource source, FfmpegTools tools, CancellationToken cancellation)
    {
        string[] arguments = ["-hide_banner", "-loglevel", "repeat+level+error", .. source.Arguments, "-show_entries", Entries, "-of", "json"];
        using var process = FfmpegProcess.Start(tools.RequireFfprobe(), arguments);
        using var registration = cancellation.Register(process.Kill);
        using var text = new MemoryStream();
        process.Output.CopyTo(text);
        var exit = process.Wait();
        cancellation.ThrowIfCancellationRequested();
        if (exit != 0)
            throw new VideoException(Unreadable(source, process.Log, exit));
        try
        {
            using var report = JsonDocument.Parse(text.ToArray());
            var info = ProbeReport.Read(report.RootElement, source.Name);
            var isBroadcast = source.Kind == VideoSourceKind.Address && info is { Duration: null, Frames: null } && Broadcasts.Contains(info.Format);
            return info with { IsLive = source.IsLive || isBroadcast };
        }
        catch (JsonException error)
        {
            throw new VideoException($"'{source.Name}' cannot be read: ffprobe's answer is not understood.", error);
        }
    }

    /// <summary>Why a source could not be opened, from what ffmpeg or ffprobe said.</summary>
    internal static string Unreadable(VideoSource source, FfmpegLog log, int exit)
    {
        if (log.Says("moov atom not found"))
            return $"'{source.Name}' is no video that can be read, or it is cut off before its end (its index is missing).";
        if (log.Says("Invalid data found"))
            return $"'{source.Name}' is no video that ffmpeg can read.";
        var reason = source.Told(log.Complaint ?? FormattableString.Invariant($"ffmpeg ended with code {exit}"));
        return source.Kind switch
        {
            VideoSourceKind.Camera when log.Says("busy") => $"The camera '{source.Input}' is in use by another program.",
            VideoSourceKind.Camera => $"The camera '{source.Input}' cannot be read: {reason}.",
            _ => $"'{source.Name}' cannot be read: {reason}.",
        };
    }
}
