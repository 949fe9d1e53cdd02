using Mien.Imaging;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>What stays of a person whatever is shown.</summary>
/// <param name="Gamma">The power of the levels, about 1: dark or pale.</param>
/// <param name="Light">How much brighter the right edge is than the middle, as a share; the left edge is as much darker.</param>
/// <param name="Stretch">Width by height, about 1.</param>
/// <param name="Hair">6×6 changes of level that stand for hair and outline, which differ most between people; they are drawn around the face alone.</param>
internal sealed record FaceLook(double Gamma, double Light, double Stretch, IReadOnlyList<double> Hair)
{
    private const int Cells = 6;

    /// <summary>A look by chance.</summary>
    /// <param name="random">The chance.</param>
    /// <param name="hair">The largest change of level around the face; 0 where the pictures have hair of their own.</param>
    public static FaceLook Draw(Random random, double hair) => new(
        0.8 + (0.45 * random.NextDouble()), (0.5 * random.NextDouble()) - 0.25, 0.94 + (0.12 * random.NextDouble()),
        [.. Enumerable.Range(0, Cells * Cells).Select(_ => hair * ((2 * random.NextDouble()) - 1))]);

    /// <summary>A picture as this person has it.</summary>
    public Image Dress(Image picture)
    {
        var result = new Image(picture.Width, picture.Height, 1);
        for (var i = 0; i < result.Pixels.Length; i++)
        {
            var (u, v) = (((i % result.Width) + 0.5) / result.Width, ((i / result.Width) + 0.5) / result.Height);
            var (x, y) = ((2 * u) - 1, (2 * v) - 1);
            // From the outline of a face outwards.
            var outside = Math.Clamp((Math.Sqrt((x * x / 0.56) + (y * y / 0.8)) - 0.95) / 0.1, 0, 1);
            var level = 255 * (1 + (Light * x)) * Math.Pow(picture.Pixels[i] / 255.0, Gamma);
            result.Pixels[i] = (byte)Math.Clamp(level + (outside * Hair[((int)(v * Cells) * Cells) + (int)(u * Cells)]), 0, 255);
        }
        return result;
    }
}
