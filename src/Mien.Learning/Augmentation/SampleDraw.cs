using Mien.Imaging;

namespace Mien.Learning.Augmentation;

/// <summary>
/// The parameters drawn for one sample. Every number is drawn in a fixed order whether its step is on or not, so that turning one step
/// off leaves the others as they were.
/// </summary>
internal readonly struct SampleDraw
{
    public SampleDraw(AugmentationOptions options, in SampleKey key)
    {
        var random = new CounterRandom(key.Seed, (ulong)key.Epoch, (ulong)key.Index);
        Flip = random.NextDouble() < options.Flip;
        ShiftX = random.NextSigned(options.Shift);
        ShiftY = random.NextSigned(options.Shift);
        Angle = random.NextSigned(options.Rotation * Math.PI / 180);
        Zoom = 1 + random.NextSigned(options.Scale);
        Brightness = (float)random.NextSigned(255 * options.Brightness);
        Contrast = (float)(1 + random.NextSigned(options.Contrast));
        Erase = random.NextDouble() < options.Erasing;
        EraseArea = options.ErasingMinArea + random.NextDouble() * (options.ErasingMaxArea - options.ErasingMinArea);
        EraseAspect = Math.Exp(random.NextSigned(Math.Log(10.0 / 3)));
        EraseX = random.NextDouble();
        EraseY = random.NextDouble();
    }

    public bool Flip { get; }

    /// <summary>In fractions of the side.</summary>
    public double ShiftX { get; }

    public double ShiftY { get; }

    /// <summary>In radians.</summary>
    public double Angle { get; }

    public double Zoom { get; }

    /// <summary>Added to values of 0 to 255.</summary>
    public float Brightness { get; }

    public float Contrast { get; }

    public bool Erase { get; }

    public double EraseArea { get; }

    /// <summary>Height over width.</summary>
    public double EraseAspect { get; }

    public double EraseX { get; }

    public double EraseY { get; }

    /// <summary>The map from destination pixels back to source pixels; both count from the centre of the top left pixel.</summary>
    public AffineTransform ToSource(int width, int height, int toWidth, int toHeight)
    {
        var (sin, cos) = Math.SinCos(Angle);
        double ratioX = (double)width / toWidth / Zoom, ratioY = (double)height / toHeight / Zoom;
        var mirror = Flip ? -1 : 1;
        double xx = mirror * cos * ratioX, xy = mirror * sin * ratioX, yx = -sin * ratioY, yy = cos * ratioY;
        double centerX = (toWidth - 1) / 2.0 + ShiftX * toWidth, centerY = (toHeight - 1) / 2.0 + ShiftY * toHeight;
        return new AffineTransform(
            xx, xy, (width - 1) / 2.0 - xx * centerX - xy * centerY, yx, yy, (height - 1) / 2.0 - yx * centerX - yy * centerY);
    }
}
