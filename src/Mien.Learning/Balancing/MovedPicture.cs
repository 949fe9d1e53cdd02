using Mien.Imaging;
using Mien.Learning.Augmentation;
using Mien.Learning.Recipes;

namespace Mien.Learning.Balancing;

/// <summary>A picture moved at random; what comes in from outside repeats the edge.</summary>
internal static class MovedPicture
{
    private const double Degrees = 15;

    private const double Part = 0.1;

    public static Image Of(Image picture, GenerationTransform transform, in SampleKey key)
    {
        var random = new CounterRandom(key.Seed, (ulong)key.Epoch, (ulong)key.Index);
        return transform == GenerationTransform.Affine ? Affine(picture, ref random) : Corners(picture, ref random);
    }

    private static Image Affine(Image picture, ref CounterRandom random)
    {
        var (angle, scale) = (random.NextSigned(Degrees * Math.PI / 180), 1 + random.NextSigned(Part));
        double x = (picture.Width - 1) / 2.0, y = (picture.Height - 1) / 2.0;
        var (toX, toY) = (x + random.NextSigned(Part * picture.Width), y + random.NextSigned(Part * picture.Height));
        return picture.Warp(picture.Width, picture.Height, AffineTransform.Around(x, y, toX, toY, angle, scale));
    }

    private static Image Corners(Image picture, ref CounterRandom random)
    {
        Span<double> moved = stackalloc double[8];
        for (var i = 0; i < moved.Length; i++)
            moved[i] = random.NextSigned(Part);
        return picture.Warp(picture.Width, picture.Height, PerspectiveTransform.FromCorners(picture.Width, picture.Height, picture.Width, picture.Height, moved));
    }
}
