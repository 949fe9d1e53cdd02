namespace Mien.Faces.Quality;

/// <summary>How a head is turned, in degrees: a rough estimate from five points, good to about ten degrees.</summary>
/// <param name="Yaw">To the side: above 0 where the nose points to the right of the picture.</param>
/// <param name="Pitch">Up (above 0) or down.</param>
/// <param name="Roll">In the picture's plane: above 0 clockwise as seen on the screen.</param>
public readonly record struct FacePose(double Yaw, double Pitch, double Roll)
{
    private const double Degrees = 180 / Math.PI;

    // A mean face in millimetres: to the right, down and away as the viewer sees it. Eyes, nose and mouth lie as in FaceAligner.FerFrame with the pupils 63 apart;
    // the tip of the nose stands out by 27 from the pupils and by 25 from the corners of the mouth.
    private static readonly (double X, double Y, double Z)[] Model = Centred([(-31.5, 0, 0), (31.5, 0, 0), (0, 34.6, -27), (-26.8, 60.7, -2), (26.8, 60.7, -2)]);

    /// <summary>The largest turn to the side or up and down.</summary>
    public double Turn => Math.Max(Math.Abs(Yaw), Math.Abs(Pitch));

    /// <summary>
    /// Fits the mean face to the points under scaled orthographic projection: the least-squares affine camera, made a rotation (as in DeMenthon and Davis 1995,
    /// their starting point).
    /// </summary>
    /// <param name="points">A face's points.</param>
    /// <returns>The pose; zeros where the points lie on one another.</returns>
    public static FacePose Of(Landmarks points)
    {
        ArgumentNullException.ThrowIfNull(points);
        FacePoint[] seen = [.. points.Points];
        var (meanX, meanY) = (seen.Average(point => point.X), seen.Average(point => point.Y));
        var across = Camera([.. seen.Select(point => point.X - meanX)]);
        var down = Camera([.. seen.Select(point => point.Y - meanY)]);
        var (length, other) = (Math.Sqrt(Dot(across, across)), Math.Sqrt(Dot(down, down)));
        if (!(length > 1e-9 && other > 1e-9))
            return default;
        across = Scale(across, 1 / length);
        down = Add(down, across, -Dot(across, down));
        down = Scale(down, 1 / Math.Sqrt(Math.Max(Dot(down, down), 1e-12)));
        var away = Cross(across, down);
        return new FacePose(
            Degrees * Math.Atan2(away.X, Math.Sqrt((across.X * across.X) + (down.X * down.X))), Degrees * Math.Atan2(-away.Y, away.Z), Degrees * Math.Atan2(down.X, across.X));
    }

    /// <summary>The row of the camera that makes these coordinates of the model, by the normal equations; the model is symmetric, so that X stands alone.</summary>
    private static (double X, double Y, double Z) Camera(double[] seen)
    {
        var (xx, yy, yz, zz) = (Model.Sum(p => p.X * p.X), Model.Sum(p => p.Y * p.Y), Model.Sum(p => p.Y * p.Z), Model.Sum(p => p.Z * p.Z));
        var (x, y, z) = (Model.Zip(seen, (p, v) => p.X * v).Sum(), Model.Zip(seen, (p, v) => p.Y * v).Sum(), Model.Zip(seen, (p, v) => p.Z * v).Sum());
        var determinant = (yy * zz) - (yz * yz);
        return (x / xx, ((zz * y) - (yz * z)) / determinant, ((yy * z) - (yz * y)) / determinant);
    }

    private static (double X, double Y, double Z)[] Centred((double X, double Y, double Z)[] points)
    {
        var (x, y, z) = (points.Average(p => p.X), points.Average(p => p.Y), points.Average(p => p.Z));
        return [.. points.Select(p => (p.X - x, p.Y - y, p.Z - z))];
    }

    private static double Dot((double X, double Y, double Z) a, (double X, double Y, double Z) b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    private static (double X, double Y, double Z) Cross((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        ((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    private static (double X, double Y, double Z) Scale((double X, double Y, double Z) a, double factor) => (a.X * factor, a.Y * factor, a.Z * factor);

    private static (double X, double Y, double Z) Add((double X, double Y, double Z) a, (double X, double Y, double Z) b, double factor) =>
        (a.X + (factor * b.X), a.Y + (factor * b.Y), a.Z + (factor * b.Z));
}
