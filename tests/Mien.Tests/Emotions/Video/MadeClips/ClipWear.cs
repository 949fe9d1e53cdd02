namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>What a cheap camera and a small file do to pictures.</summary>
/// <param name="Noise">The standard deviation of a pixel's noise, in levels.</param>
/// <param name="Blur">The standard deviation of the blur in pixels, which comes and goes.</param>
/// <param name="Light">The change of the light over time, as a share.</param>
/// <param name="Darkening">When a light is off, in seconds.</param>
/// <param name="Quality">The constant rate factor of H.264.</param>
/// <param name="IsTextured">Whether the ground has a pattern, which moves.</param>
internal sealed record ClipWear(double Noise, Wave Blur, Wave Light, (double From, double To) Darkening, int Quality, bool IsTextured)
{
    /// <summary>The factor of all levels at a time.</summary>
    public double LightAt(double time) => 1 + Light.At(time) - (time >= Darkening.From && time < Darkening.To ? 0.3 : 0);

    /// <summary>The standard deviation of the blur at a time, in pixels.</summary>
    public double BlurAt(double time) => Math.Abs(Blur.At(time));

    /// <summary>Wear by chance.</summary>
    public static ClipWear Draw(Random random, double length)
    {
        var dark = random.NextDouble() * length;
        return new ClipWear(
            3 + (6 * random.NextDouble()), Wave.Draw(random, 0.8 + (1.4 * random.NextDouble()), 1.5, 4), Wave.Draw(random, 0.05 + (0.1 * random.NextDouble()), 3, 8),
            (dark, dark + 2), random.Next(26, 33), random.Next(2) == 0);
    }
}
