using Mien.Imaging;

namespace Mien.Tests.Faces;

/// <summary>Faces drawn from ellipses on a noisy ground, in integers only: <c>bench/peers/opencv_haar.py</c> draws the same pictures.</summary>
internal static class DrawnFaces
{
    public static IReadOnlyDictionary<string, Image> Golden { get; } = new Dictionary<string, Image>
    {
        ["drawn-320x240"] = Draw(320, 240, (80, 80, 3), (220, 110, 5)),
        ["drawn-97x131"] = Draw(97, 131, (48, 60, 2)),
    };

    public static Image Draw(int width, int height, params (int X, int Y, int Size)[] faces)
    {
        var values = new int[width * height];
        for (var i = 0; i < values.Length; i++)
            values[i] = 120 + i % width * 40 / width - i / width * 30 / height;
        foreach (var (x, y, size) in faces)
            Face(values, width, x, y, size);
        var state = 12345;
        var image = new Image(width, height, 1);
        for (var i = 0; i < values.Length; i++)
        {
            state = (int)((state * 1103515245L + 12345) & 0x7FFFFFFF);
            image.Pixels[i] = (byte)Math.Clamp(values[i] + (state >> 16) % 17 - 8, 0, 255);
        }
        return image;
    }

    private static void Face(int[] values, int width, int x, int y, int s)
    {
        Ellipse(values, width, x, y - 2 * s, 13 * s, 17 * s, 60);
        Ellipse(values, width, x, y, 11 * s, 14 * s, 190);
        foreach (var side in new[] { -5, 5 })
        {
            Ellipse(values, width, x + side * s, y - 5 * s, 4 * s, s, 90);
            Ellipse(values, width, x + side * s, y - 3 * s, 3 * s, 3 * s / 2, 70);
        }
        Ellipse(values, width, x, y + s, s, 4 * s, 210);
        Ellipse(values, width, x, y + 4 * s, 2 * s, s, 140);
        Ellipse(values, width, x, y + 8 * s, 5 * s, 3 * s / 2, 100);
    }

    private static void Ellipse(int[] values, int width, int cx, int cy, int rx, int ry, int value)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (dx, dy) = ((long)(i % width - cx), (long)(i / width - cy));
            if (dx * dx * ry * ry + dy * dy * rx * rx <= (long)rx * rx * ry * ry)
                values[i] = value;
        }
    }
}
