using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>The frames of a clip in which one portrait fades into the next while the face drifts and breathes.</summary>
public static class PortraitClip
{
    /// <summary>The side of a frame in pixels.</summary>
    public const int Side = 320;

    /// <summary>Frames a second.</summary>
    public const int FrameRate = 25;

    /// <summary>Frames for each portrait, the fade to the next one included: a second and a half.</summary>
    public const int FramesEach = 38;

    private const int FadeFrames = 15;

    /// <summary>Frames one after the other, <see cref="FramesEach"/> a portrait, grey.</summary>
    /// <param name="portraits">At least one; all of one size.</param>
    public static IEnumerable<Image> Frames(IReadOnlyList<Portrait> portraits)
    {
        ArgumentNullException.ThrowIfNull(portraits);
        for (var frame = 0; frame < portraits.Count * FramesEach; frame++)
        {
            var (index, place) = (frame / FramesEach, frame % FramesEach);
            var next = Math.Min(index + 1, portraits.Count - 1);
            var t = Math.Clamp((place - (FramesEach - FadeFrames) + 1.0) / (FadeFrames + 1), 0, 1);
            var mixed = Mix(portraits[index].Picture, portraits[next].Picture, t * t * (3 - (2 * t)));
            yield return mixed.Warp(Side, Side, Camera(frame / (double)FrameRate, mixed.Width), PortraitFinish.Ground);
        }
    }

    private static Image Mix(Image a, Image b, double share)
    {
        var mixed = new Image(a.Width, a.Height, 1);
        for (var i = 0; i < mixed.Pixels.Length; i++)
            mixed.Pixels[i] = (byte)Math.Round(a.Pixels[i] + (share * (b.Pixels[i] - a.Pixels[i])));
        return mixed;
    }

    private static AffineTransform Camera(double seconds, int portrait)
    {
        var scale = (224.0 / portrait) * (1 + (0.06 * Math.Sin(2 * Math.PI * seconds / 6)));
        var x = (Side / 2.0) + (16 * Math.Sin(2 * Math.PI * seconds / 8));
        var y = (Side / 2.0) + (9 * Math.Sin(2 * Math.PI * seconds / 5));
        return AffineTransform.Around((portrait - 1) / 2.0, (portrait - 1) / 2.0, x, y, 0.03 * Math.Sin(2 * Math.PI * seconds / 7), scale);
    }
}
