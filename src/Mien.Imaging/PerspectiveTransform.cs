namespace Mien.Imaging;

/// <summary>
/// A 3×3 matrix that takes a position of the output to one of the source: <c>x' = (Xx·x + Xy·y + X0) / (Wx·x + Wy·y + 1)</c>, and so for y. Pixel centres lie at
/// integers, as in OpenCV's <c>warpPerspective</c> with <c>WARP_INVERSE_MAP</c>.
/// </summary>
/// <param name="Affine">The upper two rows.</param>
/// <param name="Wx">What x adds to the divisor.</param>
/// <param name="Wy">What y adds to the divisor.</param>
public readonly record struct PerspectiveTransform(AffineTransform Affine, double Wx, double Wy)
{
    /// <summary>The position in the source of a position in the output.</summary>
    public (double X, double Y) Apply(double x, double y)
    {
        var (sourceX, sourceY) = Affine.Apply(x, y);
        var divisor = (Wx * x) + (Wy * y) + 1;
        return (sourceX / divisor, sourceY / divisor);
    }

    /// <summary>This transform, and <paramref name="next"/> on its result.</summary>
    /// <param name="next">The transform that is applied second.</param>
    public PerspectiveTransform Then(in AffineTransform next) => this with
    {
        Affine = new AffineTransform(
            (next.Xx * Affine.Xx) + (next.Xy * Affine.Yx) + (next.X0 * Wx), (next.Xx * Affine.Xy) + (next.Xy * Affine.Yy) + (next.X0 * Wy), (next.Xx * Affine.X0) + (next.Xy * Affine.Y0) + next.X0,
            (next.Yx * Affine.Xx) + (next.Yy * Affine.Yx) + (next.Y0 * Wx), (next.Yx * Affine.Xy) + (next.Yy * Affine.Yy) + (next.Y0 * Wy), (next.Yx * Affine.X0) + (next.Yy * Affine.Y0) + next.Y0),
    };

    /// <summary>The transform that shows, at the output's four corner pixels, the source's corners moved (Heckbert, "Fundamentals of Texture Mapping", 1989).</summary>
    /// <param name="width">The source's width.</param>
    /// <param name="height">The source's height.</param>
    /// <param name="toWidth">The output's width, at least 2.</param>
    /// <param name="toHeight">The output's height, at least 2.</param>
    /// <param name="moved">x and y of the top left, top right, bottom right and bottom left corner's move, in fractions of the source's sides, each above −0.5 and below 0.5.</param>
    /// <exception cref="ArgumentException">A size or a move is out of range.</exception>
    public static PerspectiveTransform FromCorners(int width, int height, int toWidth, int toHeight, ReadOnlySpan<double> moved)
    {
        if (width < 1 || height < 1 || toWidth < 2 || toHeight < 2 || moved.Length != 8)
            throw new ArgumentException("A perspective has four corners, and pictures of at least two pixels a side.");
        foreach (var move in moved)
        {
            if (!(Math.Abs(move) < 0.5))
                throw new ArgumentException($"A corner moves by less than half the side, not {move}.", nameof(moved));
        }
        double right = width - 1, bottom = height - 1;
        double x0 = moved[0] * width, y0 = moved[1] * height, x1 = right + (moved[2] * width), y1 = moved[3] * height;
        double x2 = right + (moved[4] * width), y2 = bottom + (moved[5] * height), x3 = moved[6] * width, y3 = bottom + (moved[7] * height);
        double sumX = x0 - x1 + x2 - x3, sumY = y0 - y1 + y2 - y3;
        double dx1 = x1 - x2, dx2 = x3 - x2, dy1 = y1 - y2, dy2 = y3 - y2;
        var determinant = (dx1 * dy2) - (dx2 * dy1);
        double g = ((sumX * dy2) - (dx2 * sumY)) / determinant, h = ((dx1 * sumY) - (sumX * dy1)) / determinant;
        double perX = toWidth - 1, perY = toHeight - 1;
        var affine = new AffineTransform((x1 - x0 + (g * x1)) / perX, (x3 - x0 + (h * x3)) / perY, x0, (y1 - y0 + (g * y1)) / perX, (y3 - y0 + (h * y3)) / perY, y0);
        return new PerspectiveTransform(affine, g / perX, h / perY);
    }
}
