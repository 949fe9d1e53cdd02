using Mien.Imaging;

namespace Mien.Learning.Augmentation;

/// <summary>
/// The parameters drawn for one sample. Every number is drawn in a fixed order whether its step is on or not, so that turning one step
/// off leaves the others as they were.
/// </summary>
internal readonly struct SampleDraw
{
    private readonly CounterRandom _corners;
    private readonly double _cornerBound;

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
        Lean = Math.Tan(random.NextSigned(options.Shear * Math.PI / 180));
        Gamma = Math.Exp(random.NextSigned(options.Gamma));
        NoiseDeviation = (float)(random.NextDouble() * options.Noise);
        BlurDeviation = random.NextDouble() * options.Blur;
        NoiseSeed = random.NextBits();
        _corners = random;
        _cornerBound = options.Corners;
    }

    /// <summary>What upright lines move sideways for each row, in rows.</summary>
    public double Lean { get; }

    /// <summary>The exponent of values of 0 to 1.</summary>
    public double Gamma { get; }

    /// <summary>In fractions of the full range.</summary>
    public float NoiseDeviation { get; }

    /// <summary>In pixels.</summary>
    public double BlurDeviation { get; }

    public ulong NoiseSeed { get; }

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
        // The shear acts first on positions of the result: x + lean · y.
        double xx = mirror * cos * ratioX, xy = mirror * (sin + (cos * Lean)) * ratioX, yx = -sin * ratioY, yy = (cos - (sin * Lean)) * ratioY;
        double centerX = (toWidth - 1) / 2.0 + ShiftX * toWidth, centerY = (toHeight - 1) / 2.0 + ShiftY * toHeight;
        return new AffineTransform(
            xx, xy, (width - 1) / 2.0 - xx * centerX - xy * centerY, yx, yy, (height - 1) / 2.0 - yx * centerX - yy * centerY);
    }

    /// <summary>The same with the corners moved first.</summary>
    public PerspectiveTransform WithCorners(int toWidth, int toHeight, in AffineTransform toSource)
    {
        var random = _corners;
        Span<double> moved = stackalloc double[8];
        for (var i = 0; i < moved.Length; i++)
            moved[i] = random.NextSigned(_cornerBound);
        return PerspectiveTransform.FromCorners(toWidth, toHeight, toWidth, toHeight, moved).Then(toSource);
    }
}
