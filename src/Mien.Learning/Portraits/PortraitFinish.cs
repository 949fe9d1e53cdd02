using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>Makes a picture of a mean of faces: sharpened, set to one brightness and contrast, its edge faded into the ground.</summary>
internal static class PortraitFinish
{
    /// <summary>The plain ground around portraits.</summary>
    public const byte Ground = 128;

    private const double Brightness = 138;
    private const double Contrast = 56;
    private const double Range = 114;

    /// <summary>The finished picture.</summary>
    /// <param name="mean">Side × side values of any brightness and contrast.</param>
    /// <param name="side">The picture's side.</param>
    public static Image Develop(float[] mean, int side)
    {
        var plane = (float[])mean.Clone();
        Sharpen(plane, side, side / 48.0, 0.8f);
        Sharpen(plane, side, side / 16.0, 0.35f);
        FaceWindow.Normalize(plane, FaceWindow.Weights(side));
        var picture = new Image(side, side, 1);
        for (var i = 0; i < plane.Length; i++)
        {
            var level = Brightness + (Range * Math.Tanh(Contrast * plane[i] / Range));
            picture.Pixels[i] = (byte)Math.Round(Ground + (EdgeFade(i % side, i / side, side) * (level - Ground)));
        }
        return picture;
    }

    private static void Sharpen(float[] plane, int side, double sigma, float amount)
    {
        var soft = GaussianBlur.Apply(plane, side, sigma);
        for (var i = 0; i < plane.Length; i++)
            plane[i] += amount * (plane[i] - soft[i]);
    }

    /// <summary>1 inside, falling to 0 at the border of a square with round corners.</summary>
    private static double EdgeFade(int x, int y, int side)
    {
        var (u, v) = (Math.Abs(((x + 0.5) / side * 2) - 1), Math.Abs(((y + 0.5) / side * 2) - 1));
        var radius = Math.Pow(Math.Pow(u, 5) + Math.Pow(v, 5), 0.2);
        var t = Math.Clamp((1 - radius) / 0.09, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
