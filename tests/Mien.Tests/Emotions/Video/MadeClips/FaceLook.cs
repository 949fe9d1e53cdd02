namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>What stays of a person whatever is shown.</summary>
/// <param name="Gamma">The power of the levels, about 1: dark or pale.</param>
/// <param name="Light">How much brighter the right edge is than the middle, as a share; the left edge is as much darker.</param>
/// <param name="Stretch">Width by height, about 1.</param>
internal readonly record struct FaceLook(double Gamma, double Light, double Stretch)
{
    /// <summary>A look by chance.</summary>
    public static FaceLook Draw(Random random) =>
        new(0.8 + (0.45 * random.NextDouble()), (0.5 * random.NextDouble()) - 0.25, 0.94 + (0.12 * random.NextDouble()));
}
