using Mien.Imaging;

namespace Mien.Learning.Portraits;

/// <summary>
/// Finds the shift, turn and scale that lay a face on a template, by Gauss-Newton steps on the squared difference of normalised planes from
/// coarse to fine: the inverse compositional method of Baker and Matthews, "Lucas-Kanade 20 Years On" (2004).
/// </summary>
internal sealed class SimilarityAlignment
{
    private const int Steps = 10;
    private const int Parameters = 4;
    private static readonly double[] Sigmas = [2.6, 1.3, 0.7];

    private readonly float[] _weights = FaceWindow.Weights(FaceWindow.Side);
    private readonly Level[] _levels;

    /// <summary>Prepares a template.</summary>
    /// <param name="template">48×48 values as <see cref="FaceWindow.Structure"/> gives them.</param>
    public SimilarityAlignment(float[] template) => _levels = Array.ConvertAll(Scales(template), plane => new Level(plane, _weights));

    /// <summary>A plane smoothed for each step from coarse to fine.</summary>
    public static float[][] Scales(float[] plane) => Array.ConvertAll(Sigmas, sigma => GaussianBlur.Apply(plane, FaceWindow.Side, sigma));

    /// <summary>Improves a transform.</summary>
    /// <param name="scales">The picture, as <see cref="Scales"/> gives it.</param>
    /// <param name="start">From positions of the template to positions of the picture.</param>
    /// <returns>The transform, and the correlation with the template at the finest scale; −1 where the search left plausible faces.</returns>
    public (AffineTransform Transform, double Correlation) Align(float[][] scales, AffineTransform start)
    {
        var transform = start;
        var warped = new float[_weights.Length];
        for (var i = 0; i < _levels.Length; i++)
        {
            for (var step = 0; step < Steps; step++)
            {
                Warp(scales[i], transform, warped);
                transform = _levels[i].Step(warped, _weights, transform, out var moved);
                if (!IsPlausible(transform))
                    return (start, -1);
                if (moved < 0.01)
                    break;
            }
        }
        Warp(scales[^1], transform, warped);
        return (transform, FaceWindow.Correlation(warped, _levels[^1].Template, _weights));
    }

    private void Warp(float[] plane, in AffineTransform transform, float[] warped)
    {
        AffineWarp.Warp(plane, FaceWindow.Side, FaceWindow.Side, warped, FaceWindow.Side, FaceWindow.Side, transform);
        FaceWindow.Normalize(warped, _weights);
    }

    private static bool IsPlausible(in AffineTransform transform)
    {
        var scale = Math.Sqrt((transform.Xx * transform.Xx) + (transform.Yx * transform.Yx));
        var (x, y) = transform.Apply(FaceWindow.Middle, FaceWindow.Middle);
        return scale is > 0.7 and < 1.4 && Math.Abs(transform.Yx) < 0.45 * scale
            && Math.Abs(x - FaceWindow.Middle) < 9 && Math.Abs(y - FaceWindow.Middle) < 9;
    }

    /// <summary>One scale of the template with what does not change from step to step.</summary>
    private sealed class Level
    {
        private readonly float[][] _slopes;
        private readonly double[,] _inverse;

        public Level(float[] plane, float[] weights)
        {
            Template = plane;
            FaceWindow.Normalize(Template, weights);
            _slopes = SlopesOf(Template);
            _inverse = InverseHessian(_slopes, weights);
        }

        public float[] Template { get; }

        public AffineTransform Step(float[] warped, float[] weights, in AffineTransform transform, out double moved)
        {
            Span<double> right = stackalloc double[Parameters];
            Span<double> delta = stackalloc double[Parameters];
            for (var i = 0; i < warped.Length; i++)
            {
                var error = weights[i] * (warped[i] - Template[i]);
                for (var p = 0; p < Parameters; p++)
                    right[p] += _slopes[p][i] * error;
            }
            delta.Clear();
            for (var p = 0; p < Parameters; p++)
            {
                for (var q = 0; q < Parameters; q++)
                    delta[p] += _inverse[p, q] * right[q];
            }
            moved = (Math.Abs(delta[0]) + Math.Abs(delta[1])) * FaceWindow.Middle + Math.Abs(delta[2]) + Math.Abs(delta[3]);
            const double c = FaceWindow.Middle;
            var (a, b) = (1 + delta[0], delta[1]);
            var change = new AffineTransform(a, -b, c - (a * c) + (b * c) + delta[2], b, a, c - (b * c) - (a * c) + delta[3]);
            return change.Invert().Then(transform);
        }

        /// <summary>How each pixel changes with scale, turn, and shift along x and y.</summary>
        private static float[][] SlopesOf(float[] plane)
        {
            const int side = FaceWindow.Side;
            var slopes = new float[Parameters][];
            for (var p = 0; p < Parameters; p++)
                slopes[p] = new float[plane.Length];
            for (var i = 0; i < plane.Length; i++)
            {
                var (x, y) = (i % side, i / side);
                var gx = (plane[i - x + Math.Min(x + 1, side - 1)] - plane[i - x + Math.Max(x - 1, 0)]) / 2;
                var gy = (plane[(Math.Min(y + 1, side - 1) * side) + x] - plane[(Math.Max(y - 1, 0) * side) + x]) / 2;
                var (dx, dy) = ((float)(x - FaceWindow.Middle), (float)(y - FaceWindow.Middle));
                slopes[0][i] = (gx * dx) + (gy * dy);
                slopes[1][i] = (gy * dx) - (gx * dy);
                slopes[2][i] = gx;
                slopes[3][i] = gy;
            }
            return slopes;
        }

        private static double[,] InverseHessian(float[][] slopes, float[] weights)
        {
            var matrix = new double[Parameters, 2 * Parameters];
            for (var p = 0; p < Parameters; p++)
            {
                for (var q = 0; q < Parameters; q++)
                {
                    for (var i = 0; i < weights.Length; i++)
                        matrix[p, q] += (double)weights[i] * slopes[p][i] * slopes[q][i];
                }
                matrix[p, p] = (matrix[p, p] * 1.001) + 1e-9;
                matrix[p, Parameters + p] = 1;
            }
            return RightHalfAfterElimination(matrix);
        }

        /// <summary>Gauss-Jordan without pivoting: the matrix is positive definite.</summary>
        private static double[,] RightHalfAfterElimination(double[,] matrix)
        {
            for (var p = 0; p < Parameters; p++)
            {
                var pivot = matrix[p, p];
                for (var column = 0; column < 2 * Parameters; column++)
                    matrix[p, column] /= pivot;
                for (var row = 0; row < Parameters; row++)
                {
                    var factor = row == p ? 0 : matrix[row, p];
                    for (var column = 0; column < 2 * Parameters; column++)
                        matrix[row, column] -= factor * matrix[p, column];
                }
            }
            var inverse = new double[Parameters, Parameters];
            for (var p = 0; p < Parameters; p++)
            {
                for (var q = 0; q < Parameters; q++)
                    inverse[p, q] = matrix[p, Parameters + q];
            }
            return inverse;
        }
    }
}
