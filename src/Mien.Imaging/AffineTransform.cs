namespace Mien.Imaging;

/// <summary>
/// A 2×3 matrix that takes a position of the output to one of the source: <c>x' = Xx·x + Xy·y + X0</c>, <c>y' = Yx·x + Yy·y + Y0</c>.
/// Pixel centres lie at integers, as in OpenCV's <c>warpAffine</c> with <c>WARP_INVERSE_MAP</c>.
/// </summary>
/// <param name="Xx">What x adds to the source's x.</param>
/// <param name="Xy">What y adds to the source's x.</param>
/// <param name="X0">The source's x at the output's origin.</param>
/// <param name="Yx">What x adds to the source's y.</param>
/// <param name="Yy">What y adds to the source's y.</param>
/// <param name="Y0">The source's y at the output's origin.</param>
public readonly record struct AffineTransform(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    /// <summary>Leaves every position where it is.</summary>
    public static AffineTransform Identity => new(1, 0, 0, 0, 1, 0);

    /// <summary>Whether every entry is a finite number.</summary>
    public bool IsFinite => double.IsFinite(Xx + Xy + X0 + Yx + Yy + Y0);

    /// <summary>Turns and scales around one point and moves it onto another: the transform of augmentation and alignment.</summary>
    /// <param name="sourceX">The x of the source's point.</param>
    /// <param name="sourceY">The y of the source's point.</param>
    /// <param name="x">The x where it comes to lie in the output.</param>
    /// <param name="y">The y where it comes to lie in the output.</param>
    /// <param name="radians">By how much the picture seems turned, clockwise as seen on the screen.</param>
    /// <param name="scale">Output pixels a source pixel, above 0.</param>
    /// <returns>The transform from output to source.</returns>
    public static AffineTransform Around(double sourceX, double sourceY, double x, double y, double radians, double scale)
    {
        var (sin, cos) = Math.SinCos(radians);
        var (c, s) = (cos / scale, sin / scale);
        return new AffineTransform(c, s, sourceX - (c * x) - (s * y), -s, c, sourceY + (s * x) - (c * y));
    }

    /// <summary>The position in the source of a position in the output.</summary>
    /// <param name="x">The output's x.</param>
    /// <param name="y">The output's y.</param>
    /// <returns>The source's x and y.</returns>
    public (double X, double Y) Apply(double x, double y) => ((Xx * x) + (Xy * y) + X0, (Yx * x) + (Yy * y) + Y0);

    /// <summary>This transform, and <paramref name="next"/> on its result.</summary>
    /// <param name="next">The transform that is applied second.</param>
    /// <returns>Both in one.</returns>
    public AffineTransform Then(in AffineTransform next) => new(
        (next.Xx * Xx) + (next.Xy * Yx), (next.Xx * Xy) + (next.Xy * Yy), (next.Xx * X0) + (next.Xy * Y0) + next.X0,
        (next.Yx * Xx) + (next.Yy * Yx), (next.Yx * Xy) + (next.Yy * Yy), (next.Yx * X0) + (next.Yy * Y0) + next.Y0);

    /// <summary>The transform back.</summary>
    /// <returns>The inverse.</returns>
    /// <exception cref="InvalidOperationException">The transform flattens the plane.</exception>
    public AffineTransform Invert()
    {
        var determinant = (Xx * Yy) - (Xy * Yx);
        if (determinant == 0 || !double.IsFinite(determinant))
            throw new InvalidOperationException("The transform cannot be inverted: its determinant is 0 or not finite.");
        var (a, b, c, d) = (Yy / determinant, -Xy / determinant, -Yx / determinant, Xx / determinant);
        return new AffineTransform(a, b, -(a * X0) - (b * Y0), c, d, -(c * X0) - (d * Y0));
    }
}
