using System.Globalization;
using System.Text.Json;

namespace Mien.Imaging.Video;

/// <summary>Understands ffprobe's JSON.</summary>
internal static class ProbeReport
{
    // Where the average is unknown, the usual rate may be no more than the unit that times are told in.
    private const double FastestUsual = 240;

    // ffmpeg draws text files as pictures.
    private static readonly string[] NoFilms = ["ansi", "bintext", "xbin", "idf"];

    public static VideoInfo Read(JsonElement report, string name)
    {
        var streams = report.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToList() : [];
        var sound = streams.Find(stream => Text(stream, "codec_type") == "audio");
        var hasSound = sound.ValueKind == JsonValueKind.Object;
        var video = streams.Find(stream => Text(stream, "codec_type") == "video" && !IsCover(stream));
        if (video.ValueKind != JsonValueKind.Object)
            throw new VideoException(hasSound ? $"'{name}' holds sound only, no pictures." : $"'{name}' holds no pictures.");
        var codec = Text(video, "codec_name") ?? "unknown";
        if (NoFilms.Contains(codec))
            throw new VideoException($"'{name}' is no video that ffmpeg can read.");
        var (width, height) = (Number(video, "width"), Number(video, "height"));
        if (width <= 0 || height <= 0 || Text(video, "nb_frames") == "0")
            throw new VideoException($"'{name}' holds no frames.");
        if (PixelShape(video) is var shape && shape > 1)
            width = (int)Math.Round(width * shape);
        else
            height = (int)Math.Round(height / shape);
        var rotation = Rotation(video);
        var turned = rotation is 90 or 270;
        var form = report.TryGetProperty("format", out var container) ? Text(container, "format_name") : null;
        var (average, usual) = (Rate(video, "avg_frame_rate"), Rate(video, "r_frame_rate"));
        return new VideoInfo
        {
            Width = turned ? height : width,
            Height = turned ? width : height,
            Rotation = rotation,
            AverageFrameRate = average > 0 ? average : usual <= FastestUsual ? usual : 0,
            IsVariableFrameRate = average > 0 && usual > 0 && Math.Abs(usual - average) > 0.02 * average,
            Frames = long.TryParse(Text(video, "nb_frames"), NumberStyles.None, CultureInfo.InvariantCulture, out var frames) ? frames : null,
            Duration = Length(video, report),
            HasAudio = hasSound,
            AudioCodec = hasSound ? Text(sound, "codec_name") : null,
            Codec = codec,
            IsStoredAsRgb = Text(video, "pix_fmt") is { } format && (format.Contains("rgb", StringComparison.Ordinal)
                || format.Contains("bgr", StringComparison.Ordinal) || format.StartsWith("gbr", StringComparison.Ordinal) || format == "pal8"),
            Format = form,
            IsSeekingCoarse = form is "mpegts" or "mpeg",
            IsUnseekable = form is "h264" or "hevc" or "vvc" or "evc" or "cavsvideo",
        };
    }

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition) && Number(disposition, "attached_pic") == 1;

    /// <summary>How many times as wide as high a stored pixel is shown; 1 where that is not known. Frames are read as they are shown, so that faces keep their shape.</summary>
    private static double PixelShape(JsonElement video) =>
        (Text(video, "sample_aspect_ratio") ?? "").Split(':') is [var across, var down]
        && double.TryParse(across, CultureInfo.InvariantCulture, out var x) && double.TryParse(down, CultureInfo.InvariantCulture, out var y)
        && x > 0 && y > 0 && x / y is >= 0.1 and <= 10 ? x / y : 1;

    /// <summary>ffprobe tells degrees against the clock, older files carry a tag with degrees along it.</summary>
    private static int Rotation(JsonElement video)
    {
        var degrees = 0.0;
        if (video.TryGetProperty("side_data_list", out var list))
        {
            foreach (var entry in list.EnumerateArray())
            {
                if (entry.TryGetProperty("rotation", out var turn) && turn.ValueKind == JsonValueKind.Number)
                    degrees = -turn.GetDouble();
            }
        }
        else if (video.TryGetProperty("tags", out var tags) && double.TryParse(Text(tags, "rotate"), CultureInfo.InvariantCulture, out var tagged))
        {
            degrees = tagged;
        }

        return (((int)Math.Round(degrees / 90) * 90 % 360) + 360) % 360;
    }

    private static TimeSpan? Length(JsonElement video, JsonElement report)
    {
        if (Seconds(video) is { } exact)
            return exact;
        if (video.TryGetProperty("tags", out var tags) && Text(tags, "DURATION") is { } text
            && TimeSpan.TryParse(text.Length > 16 ? text[..16] : text, CultureInfo.InvariantCulture, out var tagged))
            return tagged;
        return report.TryGetProperty("format", out var format) ? Seconds(format) : null;
    }

    private static TimeSpan? Seconds(JsonElement part) =>
        double.TryParse(Text(part, "duration"), CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    private static double Rate(JsonElement video, string name)
    {
        var parts = (Text(video, name) ?? "").Split('/');
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var count)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var seconds)
            && count > 0 && seconds > 0 ? count / seconds : 0;
    }

    private static string? Text(JsonElement part, string name) =>
        part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Number(JsonElement part, string name) =>
        part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;
}
