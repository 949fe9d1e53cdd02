namespace Mien.Imaging.Video;

/// <summary>What is known of a video before its frames are read.</summary>
public sealed record VideoInfo
{
    /// <summary>Pixels a row of the upright picture.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the upright picture.</summary>
    public required int Height { get; init; }

    /// <summary>Degrees clockwise by which the stored picture is turned to stand upright: 0, 90, 180 or 270. Sizes and frames have it applied.</summary>
    public int Rotation { get; init; }

    /// <summary>Frames a second on average; 0 where unknown.</summary>
    public double AverageFrameRate { get; init; }

    /// <summary>Whether the frames come at uneven times, as far as the file's head tells.</summary>
    public bool IsVariableFrameRate { get; init; }

    /// <summary>The number of frames, where the container states it; the count of those that can be read may be smaller.</summary>
    public long? Frames { get; init; }

    /// <summary>The length of the pictures, or of the whole where only that is stated; null where unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether there is sound.</summary>
    public bool HasAudio { get; init; }

    /// <summary>ffmpeg's name of the sound's codec; null without sound.</summary>
    public string? AudioCodec { get; init; }

    /// <summary>ffmpeg's name of the pictures' codec, such as <c>h264</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>Whether it is a camera or a stream, which can neither be sought nor read again.</summary>
    public bool IsLive { get; init; }

    /// <summary>ffmpeg's name of the container; null where unknown.</summary>
    internal string? Format { get; init; }

    /// <summary>Whether the pictures are stored as RGB, which ffmpeg turns to luma and chroma by BT.601.</summary>
    internal bool IsStoredAsRgb { get; init; }

    /// <summary>Whether the container has no index, so that ffmpeg lands behind the place that it is sent to.</summary>
    internal bool IsSeekingCoarse { get; init; }

    /// <summary>Whether it is a bare stream that ffmpeg can only read from its beginning.</summary>
    internal bool IsUnseekable { get; init; }
}
