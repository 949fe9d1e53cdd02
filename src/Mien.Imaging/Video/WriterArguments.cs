using System.Globalization;

namespace Mien.Imaging.Video;

/// <summary>The command lines by which ffmpeg encodes frames and joins them with sound.</summary>
internal static class WriterArguments
{
    private static readonly string[] Quiet = ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "repeat+level+warning", "-y"];

    /// <summary>Frames as RGB on standard input, MP4 without sound in a file.</summary>
    public static IReadOnlyList<string> Encode(int width, int height, double frameRate, bool hasX264, VideoWriterOptions options, string file)
    {
        List<string> list = [.. Quiet];
        list.AddRange(["-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", FormattableString.Invariant($"{width}x{height}")]);
        list.AddRange(["-framerate", frameRate.ToString("R", CultureInfo.InvariantCulture), "-i", "pipe:0"]);

        // 4:2:0 needs even sides: an odd one gets a black line at its end. The matrix is told, so that players need not guess.
        list.AddRange(["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"]);
        list.AddRange(["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]);
        var quality = options.Quality.ToString(CultureInfo.InvariantCulture);
        var coarse = Math.Clamp((int)Math.Round(options.Quality / 51.0 * 30) + 1, 1, 31).ToString(CultureInfo.InvariantCulture);
        list.AddRange(hasX264 ? ["-c:v", "libx264", "-preset", "veryfast", "-crf", quality] : ["-c:v", "mpeg4", "-q:v", coarse]);
        if (options.Threads > 0)
            list.AddRange(["-threads", options.Threads.ToString(CultureInfo.InvariantCulture)]);
        list.AddRange(["-f", "mp4", file]);
        return list;
    }

    /// <summary>The pictures of one file and the sound of another, which is cut to the pictures' length.</summary>
    public static IReadOnlyList<string> Join(string pictures, VideoSource sound, VideoWriterOptions options, TimeSpan length, string codec, string file)
    {
        List<string> list = [.. Quiet, "-i", pictures];
        if (options.Start > TimeSpan.Zero)
            list.AddRange(["-ss", Seconds(options.Start)]);
        list.AddRange(["-t", Seconds(length), .. sound.Arguments]);
        list.AddRange(["-map", "0:v", "-map", "1:a?", "-c:v", "copy", "-c:a", codec, "-movflags", "+faststart", "-f", "mp4", file]);
        return list;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
}
