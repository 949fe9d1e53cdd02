using System.Globalization;

namespace Mien.Imaging.Video;

/// <summary>The command line by which ffmpeg gives frames: planar 4:2:0 on standard output, time stamps on standard error.</summary>
internal static class ReaderArguments
{
    // Longer than the way between key frames in broadcasts.
    private static readonly TimeSpan CoarseSeek = TimeSpan.FromSeconds(10);

    /// <param name="source">What is read.</param>
    /// <param name="options">What of it.</param>
    /// <param name="info">What is known of it; null for a live source.</param>
    /// <param name="syncOption"><c>-fps_mode</c>, or <c>-vsync</c> for an ffmpeg older than 5.1.</param>
    public static IReadOnlyList<string> Create(VideoSource source, VideoReaderOptions options, VideoInfo? info, string syncOption)
    {
        List<string> list = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "repeat+level+info"];
        if (options.Threads > 0)
            list.AddRange(["-threads", options.Threads.ToString(CultureInfo.InvariantCulture)]);
        if (options.RealTime && !source.IsLive)
            list.Add("-re");
        var start = info switch
        {
            { IsUnseekable: true } => TimeSpan.Zero,
            { IsSeekingCoarse: true } => options.From - CoarseSeek,
            _ => options.From,
        };
        if (start > TimeSpan.Zero)
        {
            // Time stamps stay those of the whole file: shifted to the start, they would be rounded to the container's unit.
            list.AddRange(["-copyts", "-start_at_zero", "-ss", Seconds(start)]);
        }

        if (options.To is { } end)
            list.AddRange(["-t", Seconds(end - (start > TimeSpan.Zero ? start : TimeSpan.Zero))]);
        list.AddRange(source.Arguments);
        list.AddRange(["-map", "0:V:0", "-vf", Filters(options, info), syncOption, "passthrough", "-f", "rawvideo", "pipe:1"]);
        return list;
    }

    /// <summary>The size of a frame within the limits, its shape kept.</summary>
    public static (int Width, int Height) Fit(int width, int height, VideoReaderOptions options)
    {
        var scale = Math.Min(1, Math.Min((options.MaxWidth ?? width) / (double)width, (options.MaxHeight ?? height) / (double)height));
        return scale >= 1 ? (width, height) : (Math.Max(2, (int)Math.Round(width * scale)), Math.Max(2, (int)Math.Round(height * scale)));
    }

    private static string Filters(VideoReaderOptions options, VideoInfo? info)
    {
        List<string> filters = [];
        if (info is { IsSeekingCoarse: true } or { IsUnseekable: true } && options.From > TimeSpan.Zero)
            filters.Add($"select='gte(t,{Seconds(options.From)}-1e-6)'");
        if (options.Every > 1)
            filters.Add(FormattableString.Invariant($"select='not(mod(n,{options.Every}))'"));
        if (options.MostPerSecond is { } rate)
        {
            filters.Add("showinfo@in=checksum=0");
            filters.Add(FormattableString.Invariant($"select='isnan(prev_selected_t)+gt(floor(t*{rate:R}+1e-6),floor(prev_selected_t*{rate:R}+1e-6))'"));
        }

        // Where nothing is to be scaled, ffmpeg hands the frame through. A file's frames all get the size of its head, whatever it changes to.
        if (info is not null)
            filters.Add(Scale(Fit(info.Width, info.Height, options)));
        else if (options.MaxWidth is not null || options.MaxHeight is not null)
            filters.Add(LiveScale(options));

        // Both names of 4:2:0, so that frames of full range are told and not converted.
        filters.Add("format=yuv420p|yuvj420p");
        filters.Add("showinfo@out=checksum=0");
        return string.Join(',', filters);
    }

    private static string Scale((int Width, int Height) size) => FormattableString.Invariant($"scale={size.Width}:{size.Height}:flags=area");

    private static string LiveScale(VideoReaderOptions options)
    {
        var scale = FormattableString.Invariant($"min(1,min({options.MaxWidth ?? 65536}/iw,{options.MaxHeight ?? 65536}/ih))");
        return $"scale=w='max(2,round(iw*{scale}))':h='max(2,round(ih*{scale}))':flags=area";
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
}
