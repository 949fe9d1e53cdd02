namespace Mien.Imaging.Video;

/// <summary>How a <see cref="VideoWriter"/> writes.</summary>
public sealed record VideoWriterOptions
{
    /// <summary>A file or address whose sound is taken over; null for a silent film. Where it has none, the film is silent.</summary>
    public string? SoundFrom { get; init; }

    /// <summary>The time, of frames and of sound, at which the film begins; zero or more.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>The constant rate factor of H.264, 0 (exact) to 51 (worst); by default 20. Without libx264 it is brought to MPEG-4's scale.</summary>
    public int Quality { get; init; } = 20;

    /// <summary>Threads of the encoder, 0 to 64; 0 leaves it to ffmpeg.</summary>
    public int Threads { get; init; }

    /// <summary>The programs to use; null to look for them.</summary>
    public FfmpegTools? Tools { get; init; }

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Start, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Quality, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Quality, 51);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, 64);
    }
}
