using Mien.Imaging;

namespace Mien.Tests.Emotions.Video.MadeClips;

/// <summary>Draws one made person into frames.</summary>
internal sealed class FacePainter(PersonScript person)
{
    // The pictures' edges fade into the ground over this share of half a side.
    private const double Feather = 0.12;
    private readonly Dictionary<Expression, Image> dressed = [];

    /// <summary>Draws the person, if there.</summary>
    /// <param name="frame">Grey.</param>
    /// <param name="time">Seconds.</param>
    /// <param name="blur">The blur's standard deviation in pixels.</param>
    public void Paint(Image frame, double time, double blur)
    {
        if (!person.IsThere(time))
            return;
        var (picture, place) = (Mixed(time), person.PlaceAt(time));
        var half = (int)Math.Ceiling(0.75 * place.Side);
        var (left, top) = ((int)place.X - half, (int)place.Y - half);
        var middle = (picture.Width - 1) / 2.0;
        var transform = AffineTransform.Around(middle, middle, place.X - left - 0.5, place.Y - top - 0.5, place.Roll, place.Side / picture.Width)
            .Then(new AffineTransform(1 / person.Look.Stretch, 0, middle - (middle / person.Look.Stretch), 0, 1, 0));
        var patch = Array.ConvertAll(picture.Warp(2 * half, 2 * half, transform).Pixels, level => (float)level);
        Blend(frame, blur > 0.3 ? GaussianBlur.Apply(patch, 2 * half, blur) : patch, 2 * half, (left, top), (x, y) => Opacity(transform, x, y, middle));
    }

    private static void Blend(Image frame, float[] patch, int side, (int X, int Y) at, Func<int, int, double> opacity)
    {
        for (var y = Math.Max(0, -at.Y); y < Math.Min(side, frame.Height - at.Y); y++)
        {
            var row = frame.Row(at.Y + y);
            for (var x = Math.Max(0, -at.X); x < Math.Min(side, frame.Width - at.X); x++)
            {
                ref var level = ref row[at.X + x];
                level = (byte)Math.Round(level + (opacity(x, y) * (patch[(y * side) + x] - level)));
            }
        }
    }

    /// <summary>1 inside a square with round corners, 0 outside.</summary>
    private static double Opacity(in AffineTransform transform, int x, int y, double middle)
    {
        var (u, v) = transform.Apply(x, y);
        (u, v) = ((u - middle) / (middle + 0.5), (v - middle) / (middle + 0.5));
        var radius = Math.Sqrt(Math.Sqrt((u * u * u * u) + (v * v * v * v)));
        return Math.Clamp((1 + (Feather / 2) - radius) / Feather, 0, 1);
    }

    private Image Mixed(double time)
    {
        var (from, to, share) = person.MixAt(time);
        if (share == 0)
            return Dressed(to);
        var (a, b) = (Dressed(from), Dressed(to));
        return new Image(a.Width, a.Height, 1, [.. a.Pixels.Zip(b.Pixels, (first, second) => (byte)Math.Round(first + (share * (second - first))))]);
    }

    /// <summary>The picture as this person has it.</summary>
    private Image Dressed(Expression shown)
    {
        if (!dressed.TryGetValue(shown, out var known))
            dressed[shown] = known = person.Look.Dress(shown.Picture);
        return known;
    }
}
