namespace Mien.Imaging.Video;

/// <summary>What a <see cref="VideoReader"/> reads, and within which limits.</summary>
public sealed record VideoReaderOptions
{
    /// <summary>Where the first frame is taken: the first one at this time or after it; zero or more, not for live sources.</summary>
    public TimeSpan From { get; init; }

    /// <summary>Frames at this time and later are not read; null for all. After <see cref="From"/>, not for live sources.</summary>
    public TimeSpan? To { get; init; }

    /// <summary>Of so many frames the first is delivered; at least 1, by default 1: every frame.</summary>
    public int Every { get; init; } = 1;

    /// <summary>
    /// The most frames a second that are delivered: the first of each slot of that length; 0.001 to 1000, null for all. Not together with
    /// <see cref="Every"/>.
    /// </summary>
    public double? MostPerSecond { get; init; }

    /// <summary>Wider frames are shrunk by ffmpeg, keeping their shape; at least 16, null for no limit.</summary>
    public int? MaxWidth { get; init; }

    /// <summary>Higher frames are shrunk by ffmpeg, keeping their shape; at least 16, null for no limit.</summary>
    public int? MaxHeight { get; init; }

    /// <summary>The largest stored frame that is read, in pixels, 1 to 500 million; by default 8K (<see cref="VideoProbe.DefaultMostPixels"/>).</summary>
    public long MostPixels { get; init; } = VideoProbe.DefaultMostPixels;

    /// <summary>Threads of ffmpeg's decoder, 0 to 64; 0 leaves it to ffmpeg.</summary>
    public int Threads { get; init; }

    /// <summary>Whether a file comes at the speed of its time stamps, as a camera would give it.</summary>
    public bool RealTime { get; init; }

    /// <summary>
    /// Whether frames that the reader did not ask for in time make way for newer ones, so that what is read is never old. Otherwise the
    /// source waits.
    /// </summary>
    public bool DropLate { get; init; }

    /// <summary>
    /// How long a camera or stream may send nothing, at its beginning too, before it counts as gone: a connection that is cut need not end. Above 0 to a day;
    /// by default 20 seconds. Files are waited for; what is read by http is waited for 20 seconds at most.
    /// </summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The programs to use; null to look for them.</summary>
    public FfmpegTools? Tools { get; init; }

    /// <summary>The usual time between two frames that are delivered.</summary>
    /// <param name="frameRate">Frames a second of the source; 25 are taken for what is unknown, and for more than 1000, which are the unit of a stream's times.</param>
    internal TimeSpan Step(double frameRate) => TimeSpan.FromSeconds(MostPerSecond is { } most ? 1 / most : Every / (frameRate is > 0 and <= 1000 ? frameRate : 25));

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range, or two exclude each other.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(From, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Every, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWidth ?? int.MaxValue, 16, nameof(MaxWidth));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxHeight ?? int.MaxValue, 16, nameof(MaxHeight));
        ArgumentOutOfRangeException.ThrowIfLessThan(MostPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostPixels, 500_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, 64);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LongestSilence, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LongestSilence, TimeSpan.FromDays(1));
        if (To <= From)
            throw new ArgumentException(FormattableString.Invariant($"The end ({To}) does not lie after the start ({From})."), nameof(To));
        if (MostPerSecond is { } rate && !(rate >= 0.001 && rate <= 1000))
            throw new ArgumentOutOfRangeException(nameof(MostPerSecond), rate, "Frames a second lie between 0.001 and 1000.");
        if (MostPerSecond is not null && Every > 1)
            throw new ArgumentException("Every and MostPerSecond exclude each other.", nameof(Every));
    }
}
