using System.Globalization;
using System.Text.Json;
using Mien.Cli.Hosting;
using Mien.Imaging.Video;

namespace Mien.Cli.Commands.Analysis.Stored;

/// <summary>What the first line of a video's JSON says.</summary>
/// <param name="Source">The video, as it was named.</param>
/// <param name="Width">Pixels a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Every">One of so many frames was taken.</param>
/// <param name="From">Where it began.</param>
/// <param name="Fingerprint">The recognizer's; null where the file does not say.</param>
/// <param name="Frames">The frames that the video states; null where it states none.</param>
internal sealed record StoredHeader(string Source, int Width, int Height, int Every, TimeSpan From, string? Fingerprint, long? Frames)
{
    /// <summary>Understands the line.</summary>
    /// <exception cref="InvalidDataException">It is another thing.</exception>
    public static StoredHeader Read(ReadOnlyMemory<byte> line)
    {
        using var json = StoredJson.Parse(line);
        var root = json.RootElement;
        if (!root.TryGetProperty("source", out var source) || source.ValueKind != JsonValueKind.String || !root.TryGetProperty("fps", out _))
            throw new InvalidDataException("it does not begin as the JSON Lines of a video do");
        return new StoredHeader(
            source.GetString()!, (int)StoredJson.Whole(root, "width"), (int)StoredJson.Whole(root, "height"),
            root.TryGetProperty("every", out _) ? (int)StoredJson.Whole(root, "every") : 1,
            root.TryGetProperty("from", out _) ? StoredJson.Time(root, "from") : TimeSpan.Zero,
            root.TryGetProperty("fingerprint", out var fingerprint) ? fingerprint.ToString() : null,
            root.TryGetProperty("frames", out _) ? StoredJson.Whole(root, "frames") : null);
    }

    /// <summary>Whether it is about a video of this name.</summary>
    public bool IsOf(string video) => VideoReader.NameOf(Source) == VideoReader.NameOf(video) || (Source.Length > 0 && !video.Contains("://", StringComparison.Ordinal) && Path.GetFullPath(Source) == Path.GetFullPath(video));

    /// <summary>Refuses to go on with another video, or with another choice of its frames.</summary>
    /// <param name="path">The file that holds the results.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="UsageException">The file cannot be continued so.</exception>
    public void Check(string path, StoredRequest request)
    {
        var (info, reading) = (request.Info, request.Reading);
        if (!IsOf(request.Video))
            throw new UsageException($"{path} holds results of '{VideoReader.NameOf(Source)}', not of '{VideoReader.NameOf(request.Video)}'; name another file by --json");
        if ((info.Width, info.Height) != (Width, Height))
            throw new UsageException(FormattableString.Invariant($"{path} holds results of frames of {Width}×{Height}, and '{Source}' has {info.Width}×{info.Height}: it is another video; name another file by --json"));
        if (info.Frames != Frames)
            throw new UsageException(FormattableString.Invariant($"{path} holds results of a video of {Frames?.ToString("N0", CultureInfo.InvariantCulture) ?? "an unknown number of"} frames, and '{Source}' has {info.Frames?.ToString("N0", CultureInfo.InvariantCulture) ?? "an unknown number"}: it has changed since; name another file by --json"));
        if (reading.Every != Every)
            throw new UsageException(FormattableString.Invariant($"{path} holds one of {Every} frames; --resume goes on with --every {Every} only"));
        if (FrameRounding.Round(reading.From) != From)
            throw new UsageException(FormattableString.Invariant($"{path} holds frames from {From.TotalSeconds:0.######} s on; --resume goes on with --from {From.TotalSeconds:0.######} only"));
        if (Fingerprint is not null && Fingerprint != request.Fingerprint)
            throw new UsageException($"{path} was made with another model, another detector or other settings of theirs; --resume goes on with the same only");
    }
}
