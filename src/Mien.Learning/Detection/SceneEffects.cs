using Mien.Imaging;
using Mien.Learning.Augmentation;

namespace Mien.Learning.Detection;

/// <summary>What is done to a whole picture: its colour taken, blur, noise.</summary>
internal static class SceneEffects
{
    /// <summary>Changes a picture in place.</summary>
    public static void Apply(DetectionInput target, in SceneTone tone)
    {
        if (tone.IsGrey)
            TakeColour(target);
        if (tone.Blur >= 0.2)
            Blur(target, tone.Blur);
        if (tone.Noise > 0)
            AddNoise(target, tone);
    }

    /// <summary>BT.601's luma in all three channels.</summary>
    private static void TakeColour(DetectionInput target)
    {
        var plane = target.Size * target.Size;
        var blue = target.Planes.AsSpan(0, plane);
        var green = target.Planes.AsSpan(plane, plane);
        var red = target.Planes.AsSpan(2 * plane, plane);
        for (var i = 0; i < plane; i++)
            blue[i] = green[i] = red[i] = (0.114f * blue[i]) + (0.587f * green[i]) + (0.299f * red[i]);
    }

    private static void Blur(DetectionInput target, double deviation)
    {
        var plane = target.Size * target.Size;
        for (var channel = 0; channel < 3; channel++)
        {
            var values = target.Planes.AsSpan(channel * plane, plane);
            GaussianBlur.Apply(values, target.Size, deviation).CopyTo(values);
        }
    }

    /// <summary>The same noise in all channels.</summary>
    private static void AddNoise(DetectionInput target, in SceneTone tone)
    {
        var random = new CounterRandom(tone.NoiseSeed, 0, 0);
        var plane = target.Size * target.Size;
        var scale = tone.Noise * MathF.Sqrt(3) / 65_536;
        for (var i = 0; i < plane; i++)
        {
            var noise = scale * random.NextSumOfFour();
            for (var channel = 0; channel < 3; channel++)
                target.Planes[(channel * plane) + i] = Math.Clamp(target.Planes[(channel * plane) + i] + noise, 0, 255);
        }
    }
}
