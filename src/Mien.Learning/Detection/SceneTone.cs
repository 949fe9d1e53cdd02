using Mien.Learning.Augmentation;

namespace Mien.Learning.Detection;

/// <summary>How one picture's colours, sharpness and noise are changed.</summary>
internal readonly struct SceneTone
{
    private readonly double contrast;
    private readonly double brightness;
    private readonly double gamma;
    private readonly (double Blue, double Green, double Red) gains;

    /// <summary>Draws a tone, always the same count of random numbers.</summary>
    public SceneTone(SceneOptions options, ref CounterRandom random)
    {
        var dark = random.NextDouble() < options.LowLight;
        var darkness = Math.Exp(-random.NextDouble() * Math.Log(5));
        contrast = (1 + random.NextSigned(options.Contrast)) * (dark ? darkness : 1);
        brightness = dark ? 0 : 255 * random.NextSigned(options.Brightness);
        gamma = Math.Exp(random.NextSigned(0.3));
        gains = (1 + random.NextSigned(options.Contrast / 2), 1 + random.NextSigned(options.Contrast / 2), 1 + random.NextSigned(options.Contrast / 2));
        IsGrey = random.NextDouble() < options.Grey;
        var (blurred, sigma) = (random.NextDouble() < options.Blur, random.NextDouble() * 1.5);
        Blur = blurred ? sigma : 0;
        var (noisy, noise) = (random.NextDouble() < options.LowLight, random.NextDouble());
        Noise = (float)(dark ? 4 + (12 * noise) : noisy ? 12 * noise : 0);
        NoiseSeed = random.NextBits();
    }

    /// <summary>Whether the picture has no colour.</summary>
    public bool IsGrey { get; }

    /// <summary>The blur's standard deviation in pixels; 0 for none.</summary>
    public double Blur { get; }

    /// <summary>The noise's standard deviation in levels; 0 for none.</summary>
    public float Noise { get; }

    /// <summary>What the noise is drawn from.</summary>
    public ulong NoiseSeed { get; }

    /// <summary>What each of the 256 levels becomes.</summary>
    /// <param name="table">256 values.</param>
    /// <param name="channel">0 blue, 1 green, 2 red.</param>
    public void Fill(Span<float> table, int channel)
    {
        var gain = IsGrey ? 1 : channel switch { 0 => gains.Blue, 1 => gains.Green, _ => gains.Red };
        for (var level = 0; level < table.Length; level++)
        {
            var bent = 255 * Math.Pow(level / 255.0, gamma);
            // So little contrast is that of low light, which pulls to black, not to the middle.
            var middle = contrast < 0.7 ? 0 : 127.5;
            table[level] = (float)Math.Clamp((((bent - middle) * contrast) + middle + brightness) * gain, 0, 255);
        }
    }
}
