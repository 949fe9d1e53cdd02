namespace Mien.Learning.Features;

/// <summary>Eigenvalues and vectors of small symmetric matrices by Jacobi's rotations (Golub, Van Loan, "Matrix Computations", section 8.5).</summary>
internal static class SymmetricEigen
{
    private const int Sweeps = 60;

    /// <summary>Solves a matrix.</summary>
    /// <param name="matrix">N×N, symmetric; overwritten.</param>
    /// <param name="size">N.</param>
    /// <returns>The values, largest first, and for each its unit vector as a row.</returns>
    public static (double[] Values, double[] Vectors) Solve(double[] matrix, int size)
    {
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++)
            vectors[(i * size) + i] = 1;
        for (var sweep = 0; sweep < Sweeps && Sweep(matrix, vectors, size); sweep++)
        {
        }
        var order = Enumerable.Range(0, size).OrderByDescending(i => matrix[(i * size) + i]).ToArray();
        return ([.. order.Select(i => matrix[(i * size) + i])], [.. order.SelectMany(i => vectors[(i * size)..((i + 1) * size)])]);
    }

    private static bool Sweep(double[] matrix, double[] vectors, int size)
    {
        var turned = false;
        for (var p = 0; p < size; p++)
        {
            for (var q = p + 1; q < size; q++)
            {
                var (off, at) = (matrix[(p * size) + q], Math.Abs(matrix[(p * size) + p]) + Math.Abs(matrix[(q * size) + q]));
                if (Math.Abs(off) <= 1e-15 * at)
                    continue;
                turned = true;
                var theta = (matrix[(q * size) + q] - matrix[(p * size) + p]) / (2 * off);
                var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
                Rotate(matrix, vectors, size, p, q, cosine, tangent * cosine);
            }
        }
        return turned;
    }

    private static void Rotate(double[] matrix, double[] vectors, int size, int p, int q, double cosine, double sine)
    {
        for (var i = 0; i < size; i++)
            Turn(ref matrix[(i * size) + p], ref matrix[(i * size) + q], cosine, sine);
        for (var i = 0; i < size; i++)
            Turn(ref matrix[(p * size) + i], ref matrix[(q * size) + i], cosine, sine);
        for (var i = 0; i < size; i++)
            Turn(ref vectors[(p * size) + i], ref vectors[(q * size) + i], cosine, sine);
    }

    private static void Turn(ref double left, ref double right, double cosine, double sine) =>
        (left, right) = ((cosine * left) - (sine * right), (sine * left) + (cosine * right));
}
