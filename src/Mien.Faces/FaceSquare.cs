using System.Numerics;

namespace Mien.Faces;

/// <summary>The part of a picture that becomes a model's input.</summary>
/// <param name="CenterX">Its middle, from the picture's left edge.</param>
/// <param name="CenterY">Its middle, from the picture's top edge.</param>
/// <param name="Side">Its side in pixels of the picture.</param>
/// <param name="Roll">By how much the face is turned clockwise as seen on the screen, in radians.</param>
internal readonly record struct FaceSquare(double CenterX, double CenterY, double Side, double Roll)
{
    /// <summary>The square around a box.</summary>
    public static FaceSquare Of(Box box, FaceAlignerOptions options)
    {
        var side = (box.Width + box.Height) / 2;
        return new FaceSquare(box.CenterX + (options.OffsetX * side), box.CenterY + (options.OffsetY * side), options.Margin * side, 0);
    }

    /// <summary>The square in which eyes and corners of the mouth come closest (least squares) to where <paramref name="frame"/> has them.</summary>
    /// <param name="points">In the picture.</param>
    /// <param name="frame">In fractions of the square.</param>
    /// <param name="turns">Whether the square may be turned.</param>
    public static FaceSquare Of(Landmarks points, Landmarks frame, bool turns)
    {
        // The nose is left out: it wanders with the head's yaw.
        Complex[] from = [At(frame.RightEye), At(frame.LeftEye), At(frame.RightMouth), At(frame.LeftMouth)];
        Complex[] to = [At(points.RightEye), At(points.LeftEye), At(points.RightMouth), At(points.LeftMouth)];
        var (fromMean, toMean) = (Mean(from), Mean(to));
        var (product, square) = (Complex.Zero, 0.0);
        for (var i = 0; i < from.Length; i++)
        {
            product += Complex.Conjugate(from[i] - fromMean) * (to[i] - toMean);
            square += Math.Pow((from[i] - fromMean).Magnitude, 2);
        }
        var turn = (turns ? product : new Complex(Math.Abs(product.Real), 0)) / square;
        var center = toMean + (turn * (new Complex(0.5, 0.5) - fromMean));
        return new FaceSquare(center.Real, center.Imaginary, turn.Magnitude, turn.Phase);
    }

    private static Complex At(FacePoint point) => new(point.X, point.Y);

    private static Complex Mean(Complex[] values) => values.Aggregate(Complex.Zero, (a, b) => a + b) / values.Length;
}
