namespace Mien.Learning.Augmentation;

/// <summary>What a network takes: planes of (value / 255 − mean) / std.</summary>
/// <param name="Channels">1 (grey) or 3 (red, green, blue).</param>
/// <param name="Height">Rows, 1 to 4096.</param>
/// <param name="Width">Columns, 1 to 4096.</param>
/// <param name="Mean">The mean of a channel on the scale 0 to 1.</param>
/// <param name="Std">The standard deviation on the same scale, above 0.</param>
public sealed record InputFormat(int Channels, int Height, int Width, float Mean, float Std)
{
    /// <summary>Values in one sample: C×H×W.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>A means for each channel where they differ; null where <see cref="Mean"/> holds for all.</summary>
    public IReadOnlyList<float>? ChannelMeans { get; init; }

    /// <summary>Standard deviations for each channel where they differ; null where <see cref="Std"/> holds for all.</summary>
    public IReadOnlyList<float>? ChannelStds { get; init; }

    internal float MeanOf(int channel) => ChannelMeans?[channel] ?? Mean;

    internal float StdOf(int channel) => ChannelStds?[channel] ?? Std;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal void Check()
    {
        if (Channels is not (1 or 3) || Height is < 1 or > 4096 || Width is < 1 or > 4096)
            throw new ArgumentException(FormattableString.Invariant($"A network's input has 1 or 3 channels and sides of 1 to 4096, not {Channels}×{Height}×{Width}."));
        if ((ChannelMeans?.Count ?? Channels) != Channels || (ChannelStds?.Count ?? Channels) != Channels)
            throw new ArgumentException(FormattableString.Invariant($"Means and deviations are given for each of {Channels} channels, or once for all."));
        for (var c = 0; c < Channels; c++)
        {
            if (!float.IsFinite(MeanOf(c)) || !(StdOf(c) > 0) || !float.IsFinite(StdOf(c)))
                throw new ArgumentException(FormattableString.Invariant($"Channel {c} has mean {MeanOf(c)} and deviation {StdOf(c)}; the deviation must be above 0."));
        }
    }
}
